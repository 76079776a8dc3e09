"""The seam between rankers: the plain one and the learned one stand behind one call."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coding_assist.matching.candidate import Candidate
from coding_assist.note import Policy
from coding_assist.ranking.facts import Facts
from coding_assist.ranking.plain import score_codes
from coding_assist.ranking.scored import Scored


class Ranker(Protocol):
    """Score each code over all its candidates."""

    def rank(self, candidates: Sequence[Candidate], facts: Facts) -> tuple[Scored, ...]:
        """Give the codes, best first.

        Args:
            candidates: of one note, of any code system.
            facts: of the note.
        """
        ...


@dataclass(frozen=True, slots=True)
class PlainRanker:
    """Score by hand-set weights."""

    policy: Policy

    def rank(self, candidates: Sequence[Candidate], facts: Facts) -> tuple[Scored, ...]:
        """Give the codes, best first."""
        return score_codes(candidates, self.policy, facts.length)
