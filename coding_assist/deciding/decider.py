"""Decide: from scored codes to suggestions, what is withheld and why, and findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coding_assist.codes import CodeStore
from coding_assist.deciding.evidence import evidence_of
from coding_assist.deciding.release import release_findings
from coding_assist.deciding.standing import Standing, standing_of
from coding_assist.deciding.supersede import superseded
from coding_assist.finding.mention import Assertion, Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem, Note, Policy
from coding_assist.ranking.scored import Scored
from coding_assist.suggestion import Alternative, Role, Suggestion, SuggestionSet, Withheld


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants of the answer.

    Attributes:
        policy: bill, or code every mention.
        systems: code systems to suggest from.
        min_score: leave out suggestions below; None takes the policy's operating point.
        max_suggestions: at most so many; None for all.
    """

    policy: Policy = Policy.BILLING
    systems: tuple[CodeSystem, ...] = ()
    min_score: float | None = None
    max_suggestions: int | None = None


OPERATING_POINT = {Policy.BILLING: 0.5, Policy.MENTIONS: 0.3}
"""Default minimum scores, chosen on the development notes."""


class Decider:
    """Apply the coding rules. One rule family a file."""

    def __init__(self, store: CodeStore) -> None:
        self._store = store

    def decide(
        self, note: Note, scored: Sequence[Scored], options: Options
    ) -> SuggestionSet:
        """Give the answer for a note from its scored codes, best first."""
        sections = frozenset(c.mention.section.kind for s in scored for c in s.candidates)
        standings = {
            id(s): standing_of(s, note.setting, options.policy, sections) for s in scored
        }
        kept = [s for s in scored if not standings[id(s)].reason]
        withheld = [(s, standings[id(s)]) for s in scored if standings[id(s)].reason]
        if options.policy is Policy.BILLING:
            withheld += [
                (s, Standing("incomplete_code", "I.B.2")) for s in kept if not s.code.billable
            ]
            kept = [s for s in kept if s.code.billable]
            over = superseded(self._store, kept)
            withheld += [(s, over[id(s)]) for s in kept if id(s) in over]
            kept = [s for s in kept if id(s) not in over]
        minimum = options.min_score
        if minimum is None:
            minimum = OPERATING_POINT[options.policy]
        shown = [s for s in kept if s.score >= minimum][: options.max_suggestions]
        hidden = [(s, Standing("below_threshold")) for s in kept if s not in shown]
        alternatives = _alternatives(scored)
        return SuggestionSet(
            note_id=note.note_id,
            setting=note.setting,
            policy=options.policy,
            suggestions=tuple(
                _suggestion(note.text, s, rank, role, alternatives)
                for rank, (s, role) in enumerate(zip(shown, _roles(shown), strict=True), 1)
            ),
            withheld=tuple(
                _withheld(note.text, s, standing)
                for s, standing in sorted(
                    [*withheld, *hidden], key=lambda w: (-w[0].score, w[0].code.system, w[0].code.code)
                )
            ),
            findings=tuple(release_findings(self._store, note.date_of_service or date.min)),
            code_sets=self._store.releases(),
            models={},
        )


def _roles(shown: Sequence[Scored]) -> Iterator[Role]:
    """The best diagnosis that may stand first is principal until sequencing rules arrive."""
    first_found = False
    for s in shown:
        if s.code.system is not CodeSystem.ICD10CM:
            yield "procedure"
        elif not first_found and s.code.code[0] not in "VWXY":
            first_found = True
            yield "principal"
        else:
            yield "secondary"


def _suggestion(
    text: str, s: Scored, rank: int, role: Role, alternatives: dict[int, list[Scored]]
) -> Suggestion:
    asserted = [c for c in s.candidates if c.assertion is Assertion.PRESENT]
    others = (
        Alternative(code=o.code.code, display=o.code.title, score=o.score)
        for o in alternatives.get(id(s), ())[:5]
    )
    return Suggestion(
        system=s.code.system,
        code=s.code.code,
        display=s.code.title,
        score=s.score,
        rank=rank,
        role=role,
        evidence=evidence_of(text, [c.mention for c in asserted or s.candidates]),
        alternatives=tuple(others),
        reasons=tuple(dict.fromkeys(_reasons(asserted or s.candidates))),
    )


def _withheld(text: str, s: Scored, standing: Standing) -> Withheld:
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
        source = c.term.source.name.lower()
        where = f" in {c.mention.section.kind}" if c.mention.section.kind else ""
        yield f"met the {source} of {c.term.target}{where}"
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
