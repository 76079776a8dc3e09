"""Decide: from scored codes to suggestions, what is withheld and why, and findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from coding_assist.codes import CodeStore
from coding_assist.deciding.answer import suggestions, withheld
from coding_assist.deciding.degraded import degraded_findings
from coding_assist.deciding.diabetes import combine_diabetes
from coding_assist.deciding.hypertension import combine_hypertension
from coding_assist.deciding.integral import integral
from coding_assist.deciding.release import release_findings
from coding_assist.deciding.standing import BELOW_THRESHOLD, INCOMPLETE, Standing, standing_of
from coding_assist.deciding.supersede import superseded
from coding_assist.models import NO_MODELS, UsedModels
from coding_assist.note import CodeSystem, Note, Policy
from coding_assist.ranking.scored import Scored, by_score
from coding_assist.suggestion import SuggestionSet


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


OPERATING_POINT = {Policy.BILLING: 0.47, Policy.MENTIONS: 0.25}
"""Default minimum scores: `billing` chosen on the development notes, `mentions` on the training
notes, each scored by a model that had not seen it (`models/mentions/card.md`)."""

PLAIN_MENTIONS = 0.3
"""Minimum for `mentions` where its model is missing."""


class Decider:
    """Apply the coding rules. One rule family a file."""

    def __init__(self, store: CodeStore) -> None:
        self._store = store

    def decide(
        self,
        note: Note,
        scored: Sequence[Scored],
        options: Options,
        used: UsedModels = NO_MODELS,
    ) -> SuggestionSet:
        """Give the answer for a note.

        Args:
            note: the note.
            scored: its codes, best first.
            options: what the caller wants.
            used: models that the scores rest on, and those that are missing.
        """
        standing, verdicts = self._judged(note, scored, options.policy)
        minimum = options.min_score
        if minimum is None:
            minimum = PLAIN_MENTIONS if used.missing else OPERATING_POINT[options.policy]
        shown = [s for s in standing if s.score >= minimum][: options.max_suggestions]
        kept = {id(s) for s in shown}
        verdicts |= {id(s): BELOW_THRESHOLD for s in standing if id(s) not in kept}
        every = sorted({id(s): s for s in (*scored, *standing)}.values(), key=by_score)
        return SuggestionSet(
            note_id=note.note_id,
            setting=note.setting,
            policy=options.policy,
            suggestions=suggestions(note.text, shown, scored),
            withheld=tuple(
                withheld(note.text, s, verdicts[id(s)]) for s in every if id(s) in verdicts
            ),
            findings=(
                *release_findings(
                    self._store, note.date_of_service, {s.code.system for s in shown}
                ),
                *degraded_findings(used),
            ),
            code_sets=self._store.releases(),
            models=dict(used.digests),
        )

    def _judged(
        self, note: Note, scored: Sequence[Scored], policy: Policy
    ) -> tuple[list[Scored], dict[int, Standing]]:
        """Give the codes that stand, and by identity why others do not.

        Under `mentions` all stand.
        """
        if policy is Policy.MENTIONS:
            return list(scored), {}
        minimum = OPERATING_POINT[policy]
        sections = frozenset(c.mention.section.kind for s in scored for c in s.candidates)
        found = {id(s): standing_of(s, note.setting, sections) for s in scored}
        verdicts = {key: standing for key, standing in found.items() if standing.reason}
        rest = [s for s in scored if id(s) not in verdicts]
        verdicts |= {id(s): INCOMPLETE for s in rest if not s.code.billable}
        rest = [s for s in rest if s.code.billable]
        verdicts |= superseded(self._store, rest)
        rest = [s for s in rest if id(s) not in verdicts]
        for combine in (combine_hypertension, combine_diabetes):
            rest, combined = combine(self._store, rest, minimum)
            verdicts |= combined
        verdicts |= integral(rest, minimum)
        return [s for s in rest if id(s) not in verdicts], verdicts
