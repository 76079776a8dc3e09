"""CodiEsp-X: a code is right only with the words it stands for.

Miranda-Escalada et al. 2020, as the task's published scorer counts: a (note, code) pair is a
true positive where one predicted span contains one reference of the code, and reaches beyond
it by at most ten characters on either side. P = TP / predicted pairs, R = TP / gold pairs.
"""

from collections.abc import Iterable

from eval.labelled import LabelSpan
from eval.matching import Judgement, ScoredNote
from eval.metrics.counts import Counts

TOLERANCE = 10
"""Characters."""


def codiesp_x(notes: Iterable[ScoredNote]) -> Counts | None:
    """Count pairs of note and code; None where no label has a reference.

    A right suggestion whose label has no reference cannot be judged and is left out.
    """
    counts = sum(map(_count, notes), Counts())
    return counts if counts.required else None


def contains(span: LabelSpan, reference: LabelSpan) -> bool:
    """Tell whether a span contains the reference and little more."""
    before, after = reference.start - span.start, span.end - reference.end
    return 0 <= before <= TOLERANCE and 0 <= after <= TOLERANCE


def _count(note: ScoredNote) -> Counts:
    judged = [j for j in note.judgements if j.label is None or j.label.evidence]
    located = [j for j in judged if _is_located(j)]
    return Counts(
        met=sum(j.label is not None and j.label.is_required for j in located),
        required=sum(bool(label.evidence) for label in note.required),
        right=len(located),
        suggested=len(judged),
    )


def _is_located(judged: Judgement) -> bool:
    references = judged.label.evidence if judged.label is not None else ()
    return any(contains(s, r) for s in judged.suggested.evidence for r in references)
