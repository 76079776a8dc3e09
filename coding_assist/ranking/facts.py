"""What a ranker may know of the note as a whole."""

from dataclasses import dataclass

from coding_assist.note import Setting


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of a note.

    Attributes:
        length: code points of its text.
        setting: where the patient was seen.
    """

    length: int
    setting: Setting
