"""Build train.jsonl, dev.jsonl and the figures in README.md of the authored sources.

    python -m eval.data.build

Every third note by number is a dev note. Numbers run by specialty, so both splits have them all.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.data.authored import AuthoredCode, AuthoredNote, read_authored
from eval.data.figures import with_figures
from eval.errors import LabelSourceError
from eval.labelled import LabelSpan

FOLDER = Path(__file__).parent
SOURCE = "coding-assist"
"""The corpus that the notes say they are of."""

_DEV_EVERY = 3


def main() -> None:
    """Write the files and say what was written."""
    for name, content in built(FOLDER).items():
        (FOLDER / name).write_text(content, encoding="utf-8", newline="\n")
        print(f"{name}: {content.count(chr(10))} lines")  # noqa: T201


def built(folder: Path) -> dict[str, str]:
    """Give the content of every built file by its name.

    Args:
        folder: with the sources in `source/part*.txt`, and README.md.

    Raises:
        LabelSourceError: a source is not as its form demands.
    """
    notes = _authored(folder)
    dev = [n for n in notes if is_dev(n.note_id)]
    train = [n for n in notes if not is_dev(n.note_id)]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    return {
        "train.jsonl": "".join(_line(n, "train") for n in train),
        "dev.jsonl": "".join(_line(n, "dev") for n in dev),
        "README.md": with_figures(readme, {"train": train, "dev": dev}, folder / "source"),
    }


def is_dev(note_id: str) -> bool:
    """Tell whether a note is one of dev: its number is a multiple of three."""
    return number_of(note_id) % _DEV_EVERY == 0


def number_of(note_id: str) -> int:
    """Give the number of a note, 12 of "own-012".

    Raises:
        LabelSourceError: the id has none.
    """
    head, _, number = note_id.partition("-")
    if head != "own" or not number.isdecimal():
        raise LabelSourceError(f"{note_id} is not named own-NUMBER.")
    return int(number)


def row_of(note: AuthoredNote, split: str) -> dict[str, Any]:
    """Give a note in the form of `eval/README.md`."""
    return {
        "note_id": note.note_id,
        "source": SOURCE,
        "split": split,
        "setting": note.about["setting"],
        "patient": _patient(note),
        "kind": note.about["type"],
        "specialty": note.about["specialty"],
        "text": note.text,
        "codes": [_code(note.text, c) for c in note.codes],
        "not_coded": [
            {**span, "reason": trap.reason}
            for trap in note.traps
            for span in _spans(note.text, trap.spans)
        ],
    }


def _authored(folder: Path) -> list[AuthoredNote]:
    notes = [n for p in sorted((folder / "source").glob("part*.txt")) for n in read_authored(p)]
    numbers = [number_of(n.note_id) for n in notes]
    if len(set(numbers)) < len(numbers):
        raise LabelSourceError("Two notes have the same number.")
    return sorted(notes, key=lambda n: number_of(n.note_id))


def _line(note: AuthoredNote, split: str) -> str:
    return json.dumps(row_of(note, split), ensure_ascii=False) + "\n"


def _patient(note: AuthoredNote) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "age" in note.about:
        age = float(note.about["age"])
        found["age_years"] = int(age) if age.is_integer() else age
    if "sex" in note.about:
        found["sex"] = note.about["sex"]
    return found


def _code(text: str, code: AuthoredCode) -> dict[str, Any]:
    return {
        "system": code.system,
        "code": code.code,
        "status": code.status,
        "alternatives": list(code.alternatives),
        "role": code.role,
        "evidence": list(_spans(text, code.spans)),
    }


def _spans(text: str, spans: Sequence[LabelSpan]) -> Iterator[dict[str, Any]]:
    for s in spans:
        yield {"start": s.start, "end": s.end, "text": text[s.start : s.end]}


if __name__ == "__main__":
    main()
