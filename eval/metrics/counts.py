"""Counts of met labels and right suggestions, and the precision, recall and F1 they give."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1, each in [0, 1]; 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Counts:
    """What precision and recall are counted from.

    Attributes:
        met: required labels that a suggestion meets.
        required: required labels.
        right: suggestions that meet a label, required or optional.
        suggested: suggestions.
    """

    met: int = 0
    required: int = 0
    right: int = 0
    suggested: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.met + other.met,
            self.required + other.required,
            self.right + other.right,
            self.suggested + other.suggested,
        )

    def scores(self) -> Scores:
        """Give precision = right / suggested, recall = met / required, and F1 of the two."""
        return scores_of(ratio(self.right, self.suggested), ratio(self.met, self.required))


def scores_of(precision: float, recall: float) -> Scores:
    """Give the scores with F1 = 2 P R / (P + R), the harmonic mean."""
    return Scores(precision, recall, ratio(2 * precision * recall, precision + recall))


def ratio(part: float, whole: float) -> float:
    """Divide; 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0
