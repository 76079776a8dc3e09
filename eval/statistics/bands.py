"""Frequency bands: how often the training notes have a code."""

from collections import Counter
from collections.abc import Iterable, Mapping

from coding_assist.note import CodeSystem
from eval.code_key import code_key
from eval.labelled import LabelledNote

_BANDS = ((0, "unseen"), (1, "1"), (4, "2-4"), (9, "5-9"), (49, "10-49"))
_MOST = "50 and more"

CodeCounts = Mapping[tuple[CodeSystem, str], int]
"""Notes that have a code, by system and code key."""


def count_codes(notes: Iterable[LabelledNote]) -> CodeCounts:
    """Count in how many notes each code is labelled."""
    counts: Counter[tuple[CodeSystem, str]] = Counter()
    for note in notes:
        counts.update({(c.system, code_key(c.code)) for c in note.codes})
    return dict(counts)


def band_of(count: int) -> str:
    """Name the band of a count."""
    return next((name for most, name in _BANDS if count <= most), _MOST)


BAND_NAMES = (*(name for _, name in _BANDS), _MOST)
"""In order, rarest first."""
