"""Measure what each billing rule family costs a note.

    python -m eval.benchmarks.rules NOTES.jsonl [--notes 400] [--characters 0] [--runs 3]

Rows of NOTES.jsonl are notes; `text` is needed, setting and patient are heeded. With
`--characters`, notes are joined to at least that length. Processor time, warmed: each note is
suggested codes for once before it counts.
"""

import argparse
import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from coding_assist import CodingAssistant, Note
from coding_assist.deciding import decider
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.rules import RULES, Rule


def main() -> None:
    """Run the benchmark and print its table."""
    arguments = _arguments()
    notes = list(_joined(_read(arguments.file)[: arguments.notes], arguments.characters))
    spent = spent_seconds(CodingAssistant.load(), notes, arguments.runs)
    lengths = statistics.mean(len(note.text) for note in notes)
    title = f"{len(notes)} notes of {lengths:,.0f} characters, ms a note"
    table = Table("family", "mean", "median", "most", title=title)
    for name, seconds in sorted(spent.items(), key=lambda item: -sum(item[1])):
        of_all = (statistics.mean(seconds), statistics.median(seconds), max(seconds))
        table.add_row(name, *(f"{1e3 * s:.3f}" for s in of_all))
    total = sum(statistics.mean(seconds) for seconds in spent.values())
    table.add_row("total", f"{1e3 * total:.3f}")
    Console().print(table)


def spent_seconds(
    assistant: CodingAssistant, notes: Sequence[Note], runs: int
) -> Mapping[str, Sequence[float]]:
    """Give for each family the seconds of each note, the least of the runs."""
    least = {name: [float("inf")] * len(notes) for name in RULES}
    for run in range(runs + 1):
        for number, note in enumerate(notes):
            spent: dict[str, float] = {}
            with patch.object(decider, "RULES", _timed(spent)):
                assistant.suggest(note)
            for name, seconds in spent.items() if run else ():
                least[name][number] = min(least[name][number], seconds)
    return least


def _timed(spent: dict[str, float]) -> Mapping[str, Rule]:
    def timed(name: str, rule: Rule) -> Rule:
        def apply(draft: Draft, case: Case) -> Draft:
            start = time.process_time()
            new = rule(draft, case)
            spent[name] = time.process_time() - start
            return new

        return apply

    return MappingProxyType({name: timed(name, rule) for name, rule in RULES.items()})


def _read(file: Path) -> list[Note]:
    with file.open(encoding="utf-8") as lines:
        return [Note.from_row(json.loads(line)) for line in lines if line.strip()]


def _joined(notes: Sequence[Note], characters: int) -> Iterator[Note]:
    """Yield notes of at least so many characters, of notes in a row; setting of the first."""
    texts: list[str] = []
    first = 0
    for number, note in enumerate(notes):
        texts.append(note.text)
        if sum(map(len, texts)) >= characters:
            yield notes[first].model_copy(update={"text": "\n\n".join(texts)})
            texts, first = [], number + 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time the billing rule families.")
    parser.add_argument("file", type=Path, help="JSON lines, a note in each")
    parser.add_argument("--notes", type=int, default=400)
    parser.add_argument("--characters", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
