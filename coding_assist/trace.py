"""What each stage of the pipeline gave for a note."""

from dataclasses import dataclass

from coding_assist.finding.mention import Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.ranking.scored import Scored
from coding_assist.suggestion import SuggestionSet


@dataclass(frozen=True, slots=True)
class Trace:
    """The stages' outputs in the order of the pipeline; `answer` is what `suggest` gives."""

    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    scored: tuple[Scored, ...]
    answer: SuggestionSet
