"""Audit-style error, as coding audits count: the principal diagnosis counts twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from eval.labelled import LabelledCode
from eval.matching import ScoredNote
from eval.metrics.counts import ratio

_PRINCIPAL = 2


@dataclass(frozen=True, slots=True)
class AuditError:
    """Errors an auditor would find if the suggestions were the final codes.

    Attributes:
        errors: weight of required labels missed, and 1 for each wrong suggestion.
        codes: weight of all required labels, and 1 for each wrong suggestion.
        value: errors / codes, in [0, 1].
        principals: notes whose principal diagnosis is labelled and required.
        principals_first: of these, notes where the suggestion that meets it is the principal.
    """

    errors: int
    codes: int
    value: float
    principals: int
    principals_first: int


def audit_error(notes: Iterable[ScoredNote]) -> AuditError:
    """Weigh errors; a label of role principal weighs 2, any other 1."""
    errors = codes = principals = first = 0
    for note in notes:
        wrong = len(note.judgements) - len(note.right)
        errors += wrong + sum(map(_weight, note.missed))
        codes += wrong + sum(map(_weight, note.required))
        principals += sum(x.role == "principal" for x in note.required)
        first += sum(
            j.suggested.role == "principal"
            for j in note.right
            if j.label is not None and j.label.is_required and j.label.role == "principal"
        )
    return AuditError(errors, codes, ratio(errors, codes), principals, first)


def _weight(label: LabelledCode) -> int:
    return _PRINCIPAL if label.role == "principal" else 1
