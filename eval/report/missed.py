"""Why a label was missed: what was done with its code and its words."""

from dataclasses import dataclass

from eval.code_key import code_key
from eval.labelled import LabelSpan
from eval.matching import overlap_any
from eval.note_results import LabelResult, NoteSystemResult, WithheldResult

WITHHELD = "withheld"
OTHER_CODE = "coded otherwise"
OTHER_WITHHELD = "other code withheld"
NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a missed label.

    Attributes:
        kind: one of the constants of this file.
        codes: that were suggested or withheld in its place.
        reason: of withholding, or "".
    """

    kind: str
    codes: tuple[str, ...] = ()
    reason: str = ""

    @property
    def cause(self) -> str:
        """Say it in few words."""
        return self.reason.replace("_", " ") if self.kind == WITHHELD else self.kind


def fate_of(label: LabelResult, system: NoteSystemResult) -> Fate:
    """Tell what became of a missed label; what was done with its own code comes first."""
    if held := _own(label, system):
        return Fate(WITHHELD, (held.code,), held.reason)
    if wrong := wrong_codes_at(label.evidence, system):
        return Fate(OTHER_CODE, wrong)
    citing = [w for w in system.withheld if overlap_any(w.evidence, label.evidence)]
    if citing:
        best = max(citing, key=lambda w: w.score)
        return Fate(OTHER_WITHHELD, (best.code,), best.reason)
    return Fate(NOT_FOUND)


def wrong_codes_at(spans: tuple[LabelSpan, ...], system: NoteSystemResult) -> tuple[str, ...]:
    """Give the wrong suggestions that cite words of these spans, best first."""
    return tuple(
        s.code for s in system.suggestions if s.meets is None and overlap_any(s.evidence, spans)
    )


def _own(label: LabelResult, system: NoteSystemResult) -> WithheldResult | None:
    accepted = set(map(code_key, (label.code, *label.alternatives)))
    held = [w for w in system.withheld if code_key(w.code) in accepted]
    return max(held, key=lambda w: w.score, default=None)
