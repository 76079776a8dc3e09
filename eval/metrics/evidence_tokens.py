"""Evidence by words: how much of the cited text is the label's, and the other way round."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from eval.matching import ScoredNote
from eval.metrics.counts import Scores, ratio, scores_of
from eval.metrics.evidence import Spans, cited_pairs

_WORD = re.compile(r"\w+")


def evidence_tokens(notes: Iterable[ScoredNote]) -> Scores | None:
    r"""Score words (runs of `\w`) under the spans, pooled over right suggestions with evidence.

    P = words cited that the label's spans touch / words cited,
    R = words of the label's spans that are cited / words of the label's spans.
    """
    both = cited = labelled = 0
    for _, pairs in groupby(cited_pairs(notes), key=lambda pair: id(pair[0])):
        for number, (note, of_suggestion, of_label) in enumerate(pairs):
            if number == 0:
                word_at = _word_at(note.labelled.note.text)
            ours, theirs = _words(of_suggestion, word_at), _words(of_label, word_at)
            both += len(ours & theirs)
            cited += len(ours)
            labelled += len(theirs)
    if not labelled:
        return None
    return scores_of(ratio(both, cited), ratio(both, labelled))


def _word_at(text: str) -> Mapping[int, int]:
    """Give for each character of a word the word's start."""
    return {i: m.start() for m in _WORD.finditer(text) for i in range(m.start(), m.end())}


def _words(spans: Spans, word_at: Mapping[int, int]) -> set[int]:
    return {word_at[i] for s in spans for i in range(s.start, s.end) if i in word_at}
