"""The learned rankers: figures of a code, through trees, to a probability with its reasons."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem, Policy
from coding_assist.ranking.claim_features import CLAIM_FEATURES, claim_rows
from coding_assist.ranking.facts import Facts
from coding_assist.ranking.features import FEATURES, feature_rows
from coding_assist.ranking.plain import score_codes
from coding_assist.ranking.score_model import ScoreModel
from coding_assist.ranking.scored import Scored, by_code, by_score
from coding_assist.ranking.wordings import Wordings

LEARNED_SYSTEMS = frozenset({CodeSystem.ICD10CM, CodeSystem.ICD10PCS})
"""What the training notes of `mentions` carry codes of; CPT and HCPCS keep the plain score."""
_WORTH_A_REASON = 0.2
"""A score below is hardly ever shown; its reasons are not worked out."""

Group = tuple[Candidate, ...]


class Figures(Protocol):
    """Give a row of figures for each code."""

    def __call__(self, groups: Sequence[Group], facts: Facts) -> list[tuple[float, ...]]:
        """Give the rows."""
        ...


class LearnedRanker:
    """Score codes by a model; systems it does not know keep the plain score."""

    def __init__(
        self, model: ScoreModel, figures: Figures, systems: Collection[CodeSystem], policy: Policy
    ) -> None:
        self._model, self._figures = model, figures
        self._systems, self._policy = systems, policy

    def rank(self, candidates: Sequence[Candidate], facts: Facts) -> tuple[Scored, ...]:
        """Give the codes, best first.

        Raises:
            ModelError: the model gives no number.
        """
        groups = by_code([c for c in candidates if c.code.system in self._systems])
        rest = [c for c in candidates if c.code.system not in self._systems]
        rows = self._figures(groups, facts)
        scores = self._model.probabilities(rows)
        scored = [Scored(g[0].code, p, g) for g, p in zip(groups, scores, strict=True)]
        scored = self._with_reasons(scored, rows)
        return tuple(sorted([*scored, *score_codes(rest, self._policy)], key=by_score))

    def _with_reasons(
        self, scored: Sequence[Scored], rows: Sequence[tuple[float, ...]]
    ) -> list[Scored]:
        worth = [i for i, s in enumerate(scored) if s.score >= _WORTH_A_REASON]
        movers = dict(zip(worth, self._model.movers([rows[i] for i in worth]), strict=True))
        return [replace(s, moved=movers.get(i, ())) for i, s in enumerate(scored)]


def mentions_ranker(model: bytes, wordings: Wordings) -> LearnedRanker:
    """Give the ranker of the policy `mentions`.

    Raises:
        ModelError: the model cannot be used.
    """

    def figures(groups: Sequence[Group], facts: Facts) -> list[tuple[float, ...]]:
        return feature_rows(groups, facts.length, wordings)

    return LearnedRanker(ScoreModel(model, FEATURES), figures, LEARNED_SYSTEMS, Policy.MENTIONS)


def billing_ranker(model: bytes) -> LearnedRanker:
    """Give the ranker of the policy `billing`.

    Raises:
        ModelError: the model cannot be used.
    """
    return LearnedRanker(
        ScoreModel(model, CLAIM_FEATURES), claim_rows, frozenset(CodeSystem), Policy.BILLING
    )
