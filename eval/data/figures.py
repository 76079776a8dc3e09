"""The figures in README.md: how many notes and labels there are, and how far coders agree."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coding_assist.note import CodeSystem, Setting
from eval.data.authored import AuthoredNote
from eval.errors import LabelSourceError

_BEGIN, _END = "<!-- figures: written by eval.data.build -->\n", "<!-- end of figures -->\n"


def with_figures(readme: str, splits: Mapping[str, Sequence[AuthoredNote]], source: Path) -> str:
    """Give the README with its figures anew.

    Args:
        readme: as it is, the place marked.
        splits: the notes of each.
        source: folder of the files `agreement_*.json`.

    Raises:
        LabelSourceError: the README does not mark the place, or a file is no agreement.
    """
    head, begun, rest = readme.partition(_BEGIN)
    _, ended, tail = rest.partition(_END)
    if not begun or not ended:
        raise LabelSourceError("README.md does not mark the place of its figures.")
    parts = (*_counts(splits), "", *_agreement(source))
    return "".join((head, _BEGIN, *(f"{line}\n" for line in parts), _END, tail))


def _counts(splits: Mapping[str, Sequence[AuthoredNote]]) -> Iterator[str]:
    yield f"| | {' | '.join(splits)} |"
    yield f"|---|{'---|' * len(splits)}"
    counted = [_counted(notes) for notes in splits.values()]
    for name in counted[0]:
        yield f"| {name} | {' | '.join(str(c[name]) for c in counted)} |"


def _counted(notes: Sequence[AuthoredNote]) -> dict[str, int]:
    labels = Counter((c.system, c.status) for n in notes for c in n.codes)
    settings = Counter(n.about["setting"] for n in notes)
    return {
        "notes": len(notes),
        **{f"{s.value} notes": settings[s.value] for s in Setting},
        "characters a note": sum(len(n.text) for n in notes) // max(1, len(notes)),
        **{
            f"{system.value} {status}": labels[system, status]
            for system in CodeSystem
            for status in ("required", "optional")
        },
        "traps": sum(len(t.spans) for n in notes for t in n.traps),
    }


def _agreement(source: Path) -> Iterator[str]:
    """One row a code system: the sums over the files, each the notes of one pair of coders."""
    files = sorted(source.glob("agreement_*.json"))
    if not files:
        yield "No note has been coded a second time yet."
        return
    sums, notes = dict[str, Counter[str]](), 0
    for file in files:
        for name, pair in _pairs(file):
            sums.setdefault(name, Counter()).update(pair)
        notes += json.loads(file.read_bytes()).get("notes", 0)
    yield f"{notes} notes were coded twice. Required codes:"
    yield ""
    yield "| | first coder | second coder | both | agreement (F1) |"
    yield "|---|---|---|---|---|"
    for name, s in sums.items():
        f1 = 2 * s["both"] / max(1, s["first"] + s["second"])
        yield f"| {name} | {s['first']} | {s['second']} | {s['both']} | {f1:.2f} |"


def _pairs(file: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each code system's counts: {"cpt": {"first": 8, "second": 9, "both": 7}}."""
    try:
        content: dict[str, Any] = json.loads(file.read_bytes())
        for key, value in content.items():
            if isinstance(value, dict) and {"first", "second", "both"} <= value.keys():
                system = CodeSystem(key.removeprefix("required_").upper())
                yield system.value, {k: int(value[k]) for k in ("first", "second", "both")}
    except (ValueError, AttributeError, TypeError):
        raise LabelSourceError(f"{file.name} is no agreement of two coders.") from None
