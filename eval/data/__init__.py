"""Our own labelled notes, CC0: the authored sources, what is built of them, and the two splits."""

from importlib.resources import as_file, files

from eval.labelled import LabelledNote
from eval.readers import read_labelled

DEV, TRAIN = "dev", "train"
SPLITS = (DEV, TRAIN)
"""The one to choose on first."""


def own_notes(split: str) -> tuple[LabelledNote, ...]:
    """Read a split of our own labelled notes, `dev` or `train`."""
    with as_file(files("eval.data").joinpath(f"{split}.jsonl")) as path:
        return read_labelled(path).notes
