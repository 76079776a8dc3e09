"""Learn which phrases mean which codes.

precision = (notes with phrase and code + 2 * prior) / (notes with phrase + 2), where prior is
the share of all notes with the code. A phrase is kept for a code where at least two notes have
both, precision is above 0.1 and more than three times the prior; eight codes a phrase at most.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from coding_assist.matching.phrase_table import PhraseTable
from models.training.notes import TrainingNote

_FEWEST_NOTES = 2
_MOST_NOTES = 400
"""A phrase of so many notes tells nothing."""
_WEIGHT = 2.0
_LEAST_PRECISION = 0.1
_LEAST_LIFT = 3.0
_MOST_CODES = 8

Row = tuple[str, float, int]


def learn_phrases(notes: Sequence[TrainingNote]) -> PhraseTable:
    """Give the phrases of these notes that mean a code."""
    coded = Counter(code for note in notes for code in note.codes)
    written = Counter(key for note in notes for key in note.keys)
    both: dict[int, Counter[str]] = {}
    for note in notes:
        for key in note.keys:
            if _FEWEST_NOTES <= written[key] <= _MOST_NOTES:
                both.setdefault(key, Counter()).update(note.codes)
    prior = {code: n / len(notes) for code, n in coded.items()}
    kept = {key: _best(both[key], written[key], prior) for key in sorted(both)}
    return _table({key: rows for key, rows in kept.items() if rows})


def _best(with_code: Counter[str], written: int, prior: dict[str, float]) -> list[Row]:
    rows = [
        (code, (n + _WEIGHT * prior[code]) / (written + _WEIGHT), n)
        for code, n in with_code.items()
        if n >= _FEWEST_NOTES
    ]
    sure = [r for r in rows if r[1] > max(_LEAST_PRECISION, _LEAST_LIFT * prior[r[0]])]
    return sorted(sure, key=lambda r: (-r[1], r[0]))[:_MOST_CODES]


def _table(phrases: dict[int, list[Row]]) -> PhraseTable:
    rows = [row for found in phrases.values() for row in found]
    codes = sorted({code for code, _, _ in rows})
    index = {code: i for i, code in enumerate(codes)}
    return PhraseTable(
        keys=np.array(list(phrases), dtype=np.uint64),
        first=np.cumsum([0, *map(len, phrases.values())], dtype=np.uint32),
        code=np.array([index[code] for code, _, _ in rows], dtype=np.uint16),
        precision=np.array([round(p, 3) for _, p, _ in rows], dtype=np.float32),
        notes=np.array([n for _, _, n in rows], dtype=np.uint16),
        codes=np.array(codes, dtype=np.str_),
    )
