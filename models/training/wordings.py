"""Count how often what the vocabulary met was what the coders gave."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from coding_assist.matching.phrase_table import Array
from coding_assist.ranking.wordings import WordingTable, pair_key, words_key
from models.training.notes import TrainingNote, code_name

_FEWEST_NOTES = 2


def learn_wordings(notes: Sequence[TrainingNote]) -> WordingTable:
    """Count over these notes; what fewer than two notes have is left out."""
    met: Counter[int] = Counter()
    right: Counter[int] = Counter()
    with_words: Counter[int] = Counter()
    coded: dict[int, Counter[str]] = {}
    pairs: dict[int, tuple[int, str]] = {}
    for note in notes:
        found = {pair_key(c): (words_key(c), code_name(c)) for c in note.candidates}
        pairs |= found
        met.update(found.keys())
        right.update(pair for pair, (_, code) in found.items() if code in note.codes)
        for key in {words for words, _ in found.values()}:
            with_words[key] += 1
            coded.setdefault(key, Counter()).update(note.codes)
    kept = sorted(pair for pair, n in met.items() if n >= _FEWEST_NOTES)
    words = sorted(key for key, n in with_words.items() if n >= _FEWEST_NOTES)
    codes = Counter(code for note in notes for code in note.codes)
    return WordingTable(
        words=np.array(words, dtype=np.uint64),
        word_counts=_counts([(with_words[w], max(coded[w].values(), default=0)) for w in words], 2),
        pairs=np.array(kept, dtype=np.uint64),
        pair_counts=_counts([(met[p], right[p], coded[pairs[p][0]][pairs[p][1]]) for p in kept], 3),
        codes=np.array(sorted(codes), dtype=np.str_),
        code_notes=np.array([codes[c] for c in sorted(codes)], dtype=np.uint16),
        notes=np.array([len(notes)], dtype=np.uint32),
    )


def _counts(rows: Sequence[tuple[int, ...]], columns: int) -> Array:
    return np.array(rows, dtype=np.uint16).reshape(-1, columns)
