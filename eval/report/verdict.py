"""Whether a change is better, worse, or within what chance does."""

from collections.abc import Iterable

from eval.report.wording import BY_NAME, SYSTEM_NAMES
from eval.statistics.comparison import Difference
from eval.system_results import SystemResult

BETTER = "better"
WORSE = "worse"
CHANGED = "changed"
UNSURE = "unsure"
_LEVEL = 0.05


def verdict(found: Difference) -> str:
    """Tell which way a figure went; unsure unless interval and test agree that it went.

    A figure that is neither better high nor low has changed.
    """
    is_better_high = BY_NAME[found.name].is_better_high
    low, high = found.interval.low, found.interval.high
    if low <= 0 <= high or found.p_value >= _LEVEL:
        return UNSURE
    if is_better_high is None:
        return CHANGED
    return BETTER if (low > 0) is is_better_high else WORSE


def verdict_sentence(system: SystemResult, differences: Iterable[Difference]) -> str:
    """Say of F1 in one sentence what a person wants to know first.

    Args:
        system: of the later run.
        differences: of the system's figures.
    """
    found = next((d for d in differences if d.name == "f1"), None)
    name = SYSTEM_NAMES[system.system]
    if found is None or not system.counts.required:
        return f"{name}: no code has to be reported in these notes."
    figure = BY_NAME["f1"]
    if not found.change:
        return f"{name}: F1 is the same, {figure.show(found.after)}."
    went = f"F1 goes from {figure.show(found.before)} to {figure.show(found.after)}"
    told = {
        BETTER: "this is better, and more than chance",
        WORSE: "this is worse, and more than chance",
        UNSURE: "so small a change can be chance",
    }[verdict(found)]
    return f"{name}: {went}; {told} (p = {found.p_value:.3f})."
