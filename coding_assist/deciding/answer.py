"""The answer's parts: suggestions and withheld codes, with evidence, reasons and alternatives."""

from collections.abc import Iterator, Sequence

from coding_assist.deciding.evidence import evidence_of
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion, Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem
from coding_assist.ranking.diagnoses import CONCLUDING
from coding_assist.ranking.scored import Scored
from coding_assist.suggestion import Alternative, Role, Suggestion, Withheld

_MOST_ALTERNATIVES = 5
_EXTERNAL = ("V", "W", "X", "Y")
_STATUS = ("Z68", "Z7", "Z8", "Z9")


def suggestions(
    text: str, shown: Sequence[Scored], scored: Sequence[Scored]
) -> tuple[Suggestion, ...]:
    """Make the suggestions of the codes shown, ranked as they come.

    Args:
        text: the note.
        shown: codes to suggest, best first.
        scored: all codes, among them what could stand instead.
    """
    alternatives = _alternatives(scored)
    return tuple(
        _suggestion(text, s, rank, role, alternatives.get(id(s), ()))
        for rank, (s, role) in enumerate(zip(shown, _roles(shown), strict=True), 1)
    )


def _roles(shown: Sequence[Scored]) -> Iterator[Role]:
    """Yield each code's role; sequencing rules come later.

    Principal is the diagnosis that the note's conclusions name first; never an external cause
    (I.C.20.a.6), a status or history code only where there is nothing else.
    """
    may_lead = [
        s
        for s in shown
        if s.code.system is CodeSystem.ICD10CM and not s.code.code.startswith(_EXTERNAL)
    ]
    principal = min(may_lead, key=_place_in_note, default=None)
    for s in shown:
        if s.code.system is not CodeSystem.ICD10CM:
            yield "procedure"
        else:
            yield "principal" if s is principal else "secondary"


def _place_in_note(s: Scored) -> tuple[bool, bool, int]:
    places = [
        (c.mention.section.kind not in CONCLUDING, c.mention.spans[0].start) for c in s.candidates
    ]
    return (s.code.code.startswith(_STATUS), *min(places))


def _suggestion(
    text: str, s: Scored, rank: int, role: Role, others: Sequence[Scored]
) -> Suggestion:
    asserted = [c for c in s.candidates if c.assertion is Assertion.PRESENT]
    return Suggestion(
        system=s.code.system,
        code=s.code.code,
        display=s.code.title,
        score=s.score,
        rank=rank,
        role=role,
        evidence=evidence_of(text, [c.mention for c in asserted or s.candidates]),
        alternatives=tuple(
            Alternative(code=o.code.code, display=o.code.title, score=o.score)
            for o in others[:_MOST_ALTERNATIVES]
        ),
        reasons=tuple(dict.fromkeys(_reasons(asserted or s.candidates))),
    )


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
        if c.learned:
            yield f"met a phrase that coders give {c.term.target} for{where}"
        else:
            yield f"met the {c.term.source.name.lower()} of {c.term.target}{where}"
        if c.supported:
            yield f"made specific by: {', '.join(sorted(c.supported))}"
        if c.mention.correction < 1:
            yield "a misspelling was mended"


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
