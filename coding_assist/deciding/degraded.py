"""Is a model missing that the policy would use?"""

from collections.abc import Iterator

from coding_assist.models import UsedModels
from coding_assist.suggestion import Finding

_UNFOUND = "phrases that the vocabulary does not know are left out."
_UNWEIGHED = "scores are by hand-set weights, and no probabilities."


def degraded_findings(used: UsedModels) -> Iterator[Finding]:
    """Say so where plain rules stood in for a model."""
    for name in used.missing:
        yield Finding(
            level="info",
            rule="degraded",
            message=f'The model "{name}" is not installed; '
            + (_UNFOUND if name == "encoder" else _UNWEIGHED),
            guideline="",
        )
