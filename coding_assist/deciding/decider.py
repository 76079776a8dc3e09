"""Decide: from scored codes to suggestions, what is withheld and why, and findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from coding_assist.codes import CodeStore
from coding_assist.deciding.answer import suggestions, withheld
from coding_assist.deciding.degraded import degraded_findings
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.release import release_findings
from coding_assist.deciding.rules import RULES
from coding_assist.deciding.standing import BELOW_THRESHOLD
from coding_assist.models import NO_MODELS, UsedModels
from coding_assist.note import CodeSystem, Note, Policy
from coding_assist.ranking.scored import Scored, by_score
from coding_assist.reading.document import Document
from coding_assist.suggestion import SuggestionSet


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants of the answer.

    Attributes:
        policy: bill, or code every mention.
        systems: code systems to suggest from.
        min_score: leave out suggestions below; None takes the policy's operating point.
        max_suggestions: at most so many; None for all.
        without_rules: names of rule families left out, to measure what they do.
    """

    policy: Policy = Policy.BILLING
    systems: tuple[CodeSystem, ...] = ()
    min_score: float | None = None
    max_suggestions: int | None = None
    without_rules: frozenset[str] = frozenset()


OPERATING_POINT = {Policy.BILLING: 0.45, Policy.MENTIONS: 0.27}
"""Default minimum scores: `billing` chosen on the development notes, `mentions` on the training
notes, each scored by a model that had not seen it (`models/mentions/card.md`)."""

PLAIN_POINT = {Policy.BILLING: 0.47, Policy.MENTIONS: 0.3}
"""The same for hand-set scores, where the ranker's model is missing."""


def operating_point(policy: Policy, used: UsedModels) -> float:
    """Give the default minimum score of a policy."""
    points = PLAIN_POINT if policy in used.missing else OPERATING_POINT
    return points[policy]


class Decider:
    """Apply the coding rules."""

    def __init__(self, store: CodeStore) -> None:
        self._store = store

    def decide(
        self,
        note: Note,
        document: Document,
        scored: Sequence[Scored],
        options: Options,
        used: UsedModels = NO_MODELS,
    ) -> SuggestionSet:
        """Give the answer for a note.

        Args:
            note: the note.
            document: the note, read.
            scored: its codes, best first.
            options: what the caller wants.
            used: models that the scores rest on, and those that are missing.
        """
        point = operating_point(options.policy, used)
        case = Case(self._store, note, document, point, options.systems)
        draft = _ruled(Draft(tuple(scored)), case, options)
        minimum = point if options.min_score is None else options.min_score
        shown = [s for s in draft.kept if s.score >= minimum][: options.max_suggestions]
        kept = {id(s) for s in shown}
        low = [(s, BELOW_THRESHOLD) for s in draft.kept if id(s) not in kept]
        return SuggestionSet(
            note_id=note.note_id,
            setting=note.setting,
            policy=options.policy,
            suggestions=suggestions(note.text, draft, shown, scored),
            withheld=tuple(
                withheld(note.text, s, standing)
                for s, standing in sorted((*draft.withheld, *low), key=lambda w: by_score(w[0]))
            ),
            findings=(
                *draft.findings,
                *release_findings(
                    self._store, note.date_of_service, {s.code.system for s in shown}
                ),
                *degraded_findings(used),
            ),
            code_sets=self._store.releases(),
            models=dict(used.digests),
        )


def _ruled(draft: Draft, case: Case, options: Options) -> Draft:
    """Apply the rule families one after the other."""
    if options.policy is Policy.MENTIONS:
        return draft
    for name, rule in RULES.items():
        if name not in options.without_rules:
            draft = rule(draft, case)
    return draft
