"""How the report says things: names, numbers, and sentences that a coder understands."""

from collections.abc import Callable
from dataclasses import dataclass

from coding_assist.note import CodeSystem
from eval.system_results import SystemResult

CodeTitles = Callable[[CodeSystem, str], str]
"""Gives the title of a code, or ""."""

SYSTEM_NAMES = {
    CodeSystem.ICD10CM: "ICD-10-CM",
    CodeSystem.ICD10PCS: "ICD-10-PCS",
    CodeSystem.CPT: "CPT",
    CodeSystem.HCPCS: "HCPCS",
}
NONE = "–"
MINUS = "−"


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure and what it means.

    Attributes:
        name: its field in `Headline`.
        is_share: shown as a percentage.
        whole: the count of `Counts` that it is a share of.
        is_better_high: None where neither way is better in itself.
    """

    name: str
    label: str
    meaning: str
    whole: str = ""
    is_share: bool = True
    is_better_high: bool | None = True

    def of(self, system: SystemResult) -> str:
        """Give the value as people read it; a dash where there is nothing to divide by."""
        has_whole = bool(getattr(system.counts, self.whole)) if self.whole else True
        found = getattr(system.headline, self.name)
        return self.show(float(found) if has_whole and found is not None else None)

    def show(self, value: float | None) -> str:
        """Write a value of this figure."""
        return percent(value) if self.is_share else decimal(value)

    def change(self, value: float) -> str:
        """Write a change of this figure, with its sign; of shares in points."""
        shown = f"{abs(100 * value):.1f}" if self.is_share else f"{abs(value):.2f}"
        is_zero = not float(shown)
        return shown if is_zero else ("+" if value > 0 else MINUS) + shown


FIGURES = (
    Figure("f1", "F1", "precision and recall in one number", "required"),
    Figure("precision", "Precision", "of the suggested codes, how many are right", "suggested"),
    Figure("recall", "Recall", "of the codes to report, how many are suggested", "required"),
    Figure("exact_notes", "Exact notes", "notes that could be signed without touching a code"),
    Figure("category_f1", "F1 of categories", "right in the first three characters", "required"),
    Figure("map", "Mean average precision", "right codes stand first in the list", "required"),
    Figure("recall_at_10", "Recall at 10", "codes to report among the first 10", "required"),
    Figure("recall_at_20", "Recall at 20", "codes to report among the first 20", "required"),
    Figure("evidence_overlap", "Evidence overlap", "right codes that cite a coder's words"),
    Figure(
        "trap_rate",
        "Trap rate",
        "suggestions that cite words not to be coded; less is better",
        "suggested",
        is_better_high=False,
    ),
    Figure(
        "ece",
        "Calibration error",
        "how far scores are from the share that is right; less is better",
        is_better_high=False,
    ),
    Figure(
        "suggestions_per_note",
        "Suggestions a note",
        "what a coder has to read",
        is_share=False,
        is_better_high=None,
    ),
)
BY_NAME = {figure.name: figure for figure in FIGURES}


def percent(value: float | None) -> str:
    """Write a share as a percentage with one decimal."""
    return NONE if value is None else f"{100 * value:.1f} %"


def decimal(value: float | None) -> str:
    """Write a number with two decimals."""
    return NONE if value is None else f"{value:.2f}"


def words(name: str) -> str:
    """Write a name of the program as people do: `family_history` becomes "family history"."""
    return name.replace("_", " ")


def plain_sentence(system: SystemResult) -> str:
    """Say in one sentence what a coder gets."""
    name, headline, counts = SYSTEM_NAMES[system.system], system.headline, system.counts
    if not counts.suggested:
        return f"No {name} code is suggested; coders report {counts.required} in these notes."
    right = f"Of 10 suggested {name} codes {_tenths(headline.precision)} are right"
    if not counts.required:
        return f"{right}; no {name} code has to be reported in these notes."
    found = f"of 10 codes to report {_tenths(headline.recall)} are suggested"
    return f"{right}; {found}; {_tenths(headline.exact_notes)} of 10 notes need no change."


def no_title(system: CodeSystem, code: str) -> str:
    """Name no code; the default of `CodeTitles`."""
    del system, code
    return ""


def _tenths(share: float) -> str:
    """Give a share of ten in whole numbers; none and all only where it is so."""
    if share in (0, 1):
        return "all" if share else "none"
    if round(10 * share) in (0, 10):
        return "nearly all" if share > 0.5 else "fewer than 1"
    return f"about {round(10 * share)}"
