"""Precision, recall and F1 of codes, averaged in four ways.

precision = suggestions that meet a label, required or optional / suggestions
recall    = required labels met / required labels
F1        = 2 P R / (P + R)

Where every label is required and has no alternatives these are scikit-learn's averages of
`precision_recall_fscore_support` on the note by code matrix, with `zero_division=0`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean

from eval.code_key import code_key
from eval.matching import ScoredNote
from eval.metrics.counts import Counts, Scores, ratio


def count_note(scored: ScoredNote) -> Counts:
    """Count one note."""
    required = len(scored.required)
    return Counts(
        met=required - len(scored.missed),
        required=required,
        right=len(scored.right),
        suggested=len(scored.judgements),
    )


def micro(notes: Iterable[ScoredNote]) -> Counts:
    """Pool the counts of all notes: every code of every note weighs the same."""
    return sum(map(count_note, notes), Counts())


def macro(notes: Iterable[ScoredNote]) -> Scores:
    """Average over codes: P = mean of P_c, R = mean of R_c, F1 = mean of F1_c.

    The codes c are those that some note requires; a code that is only ever suggested, or only
    optional, is no class of its own. A rare code weighs as much as a common one.
    """
    return _mean([counts.scores() for counts in code_counts(notes).values() if counts.required])


def weighted(notes: Iterable[ScoredNote]) -> Scores:
    """Average as `macro` does, each code weighed by how many notes require it."""
    counted = [counts for counts in code_counts(notes).values() if counts.required]
    total = sum(counts.required for counts in counted)
    parts = [(counts.scores(), ratio(counts.required, total)) for counts in counted]
    return Scores(
        sum(s.precision * w for s, w in parts),
        sum(s.recall * w for s, w in parts),
        sum(s.f1 * w for s, w in parts),
    )


def per_note(notes: Iterable[ScoredNote]) -> Scores:
    """Average over notes: P = mean of P_n, R = mean of R_n, F1 = mean of F1_n.

    Notes that require nothing and for which nothing is suggested are left out.
    """
    counted = [count_note(note) for note in notes]
    return _mean([c.scores() for c in counted if c.required or c.suggested])


def code_counts(notes: Iterable[ScoredNote]) -> dict[str, Counts]:
    """Count by code; a suggestion that meets a label counts under the label's code."""
    found: dict[str, Counts] = defaultdict(Counts)
    for note in notes:
        missed = set(map(id, note.missed))
        for label in note.required:
            found[code_key(label.code)] += Counts(met=id(label) not in missed, required=1)
        for judged in note.judgements:
            code = (judged.label or judged.suggested).code
            found[code_key(code)] += Counts(right=judged.is_right, suggested=1)
    return dict(found)


def _mean(scores: Sequence[Scores]) -> Scores:
    if not scores:
        return Scores(0.0, 0.0, 0.0)
    return Scores(
        fmean(s.precision for s in scores),
        fmean(s.recall for s in scores),
        fmean(s.f1 for s in scores),
    )
