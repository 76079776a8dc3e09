"""The answer's parts: suggestions and withheld codes, with evidence, reasons and alternatives."""

from collections.abc import Iterator, Mapping, Sequence

from coding_assist.deciding.draft import Draft
from coding_assist.deciding.evidence import evidence_of
from coding_assist.deciding.sequencing import sequenced
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion, Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.suggestion import Alternative, Modifier, Role, Suggestion, Withheld

_MOST_ALTERNATIVES = 5


def suggestions(
    text: str, draft: Draft, shown: Sequence[Scored], scored: Sequence[Scored]
) -> tuple[Suggestion, ...]:
    """Make the suggestions of the codes shown, ranked as they come.

    Args:
        text: the note.
        draft: what was decided.
        shown: codes of it to suggest, best first.
        scored: all codes, among them what could stand instead.
    """
    alternatives = _alternatives(scored)
    sequence = sequenced(shown, draft.sequence)
    return tuple(
        _suggestion(text, s, rank, sequence, draft, alternatives.get(id(s), ()))
        for rank, s in enumerate(shown, 1)
    )


def _suggestion(
    text: str,
    s: Scored,
    rank: int,
    sequence: Mapping[str, int],
    draft: Draft,
    others: Sequence[Scored],
) -> Suggestion:
    place = sequence.get(s.code.code, 0)
    advice = draft.advice_on(s.code)
    asserted = [c for c in s.candidates if c.assertion is Assertion.PRESENT]
    return Suggestion(
        system=s.code.system,
        code=s.code.code,
        display=s.code.title,
        score=s.score,
        rank=rank,
        role=_role(s, place),
        evidence=evidence_of(text, [c.mention for c in asserted or s.candidates]),
        alternatives=tuple(
            Alternative(code=o.code.code, display=o.code.title, score=o.score)
            for o in others[:_MOST_ALTERNATIVES]
        ),
        reasons=tuple(
            dict.fromkeys((*_reasons(asserted or s.candidates), *advice.reasons, *_moved(s)))
        ),
        prompts=advice.prompts,
        sequence=place,
        poa=advice.poa,
        modifiers=tuple(Modifier(code=code, why=why) for code, why in advice.modifiers),
        units=advice.units,
        pointers=tuple(p for p in advice.pointers if p in sequence),
    )


def _role(s: Scored, place: int) -> Role:
    if s.code.system is not CodeSystem.ICD10CM:
        return "procedure"
    return "principal" if place == 1 else "secondary"


def withheld(text: str, s: Scored, standing: Standing) -> Withheld:
    """Make the entry of a code that the note names and that must not be billed."""
    return Withheld(
        system=s.code.system,
        code=s.code.code,
        display=s.code.title,
        score=s.score,
        reason=standing.reason,
        guideline=standing.guideline,
        evidence=evidence_of(text, [c.mention for c in s.candidates]),
    )


def _reasons(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Say in words how the code was met; words of the vocabulary and the note's section only."""
    for c in candidates:
        where = f" in {c.mention.section.kind}" if c.mention.section.kind else ""
        if not c.term.words:
            continue  # a rule's own finding; its advice says why
        if c.learned:
            yield f"met a phrase that coders give {c.term.target} for{where}"
        elif c.likeness < 1:
            yield f"words like those of {c.term.target} ({c.likeness:.2f}){where}"
        else:
            yield f"met the {c.term.source.name.lower()} of {c.term.target}{where}"
        if c.supported:
            yield f"made specific by: {', '.join(sorted(c.supported))}"
        if c.mention.correction < 1:
            yield "a misspelling was mended"


def _moved(s: Scored) -> Iterator[str]:
    if s.moved:
        yield f"score moved most by: {', '.join(s.moved)}"


def _alternatives(scored: Sequence[Scored]) -> dict[int, list[Scored]]:
    """Give for each code, by identity, what else its very words may stand for, best first."""
    of_mention: dict[Mention, list[Scored]] = {}
    for s in scored:
        for mention in dict.fromkeys(c.mention for c in s.candidates):
            of_mention.setdefault(mention, []).append(s)
    found: dict[int, list[Scored]] = {}
    for s in scored:
        rivals = {id(o): o for c in s.candidates for o in of_mention[c.mention]}
        found[id(s)] = sorted(
            (o for o in rivals.values() if o is not s and o.code.system is s.code.system),
            key=lambda o: (-o.score, o.code.code),
        )
    return found
