"""The gate: accuracy on our own notes must not fall below the baseline unnoticed.

    python -m eval.gate [--update] [--workers N]

Exits with 1 where the micro-F1 of a code system falls, or its trap rate rises, by more than 0.01 in
either split, and says code by code what changed. `--update` writes the baseline anew; commit it
with the change that it measures.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console

from coding_assist.errors import CodingAssistError
from coding_assist.note import CodeSystem
from eval.baseline import NAME, Baseline, SystemBaseline, baseline_of, read_baseline
from eval.data import SPLITS, own_notes
from eval.errors import EvaluationError
from eval.outcomes import code_changes
from eval.provenance import sha256_of
from eval.run import RunOptions, run

MARGIN = 0.01
"""How far F1 may fall and the trap rate may rise."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and give the exit code."""
    asked = _arguments(arguments)
    console = Console(highlight=False, soft_wrap=True, markup=False)
    try:
        now = _measured(asked.workers)
        if asked.update:
            path = Path(__file__).parent / NAME
            path.write_text(now.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")
            console.print(f"Wrote {path.name}.")
            return 0
        return _compared(read_baseline(), now, console)
    except CodingAssistError as error:
        console.print(f"eval.gate: {error}")
        return 2


def falls(before: Baseline, now: Baseline) -> Iterator[str]:
    """Say what is worse by more than the margin."""
    for split, systems in before.splits.items():
        for system, was in systems.items():
            found = now.splits.get(split, {}).get(system)
            if found is None:
                yield f"{split} {system}: not measured any more"
                continue
            if found.f1 < was.f1 - MARGIN:
                yield f"{split} {system}: F1 fell from {was.f1:.3f} to {found.f1:.3f}"
            if found.trap_rate > was.trap_rate + MARGIN:
                yield (
                    f"{split} {system}: trap rate rose from {was.trap_rate:.3f} "
                    f"to {found.trap_rate:.3f}"
                )


def _compared(before: Baseline, now: Baseline, console: Console) -> int:
    """Print what changed, and give the exit code."""
    if before.labels != now.labels:
        console.print("The labelled notes are not those of the baseline.")
    for split, system, was, found in _pairs(before, now):
        console.print(
            f"{split:5} {system:8}  F1 {was.f1:.3f} -> {found.f1:.3f}"
            f"  traps {was.trap_rate:.3f} -> {found.trap_rate:.3f}"
        )
    for split, system, was, found in _pairs(before, now):
        for change in code_changes(was.outcomes, found.outcomes):
            notes = " ".join(change.notes)
            console.print(f"{split} {system}: {change.kind} {change.code}: {notes}")
    worse = tuple(falls(before, now))
    for line in worse:
        console.print(f"WORSE {line}")
    if worse:
        console.print("Mend it, or write the baseline anew: python -m eval.gate --update")
    return int(bool(worse))


def _pairs(
    before: Baseline, now: Baseline
) -> Iterator[tuple[str, CodeSystem, SystemBaseline, SystemBaseline]]:
    for split, systems in before.splits.items():
        for system, was in systems.items():
            found = now.splits.get(split, {}).get(system)
            if found is not None:
                yield split, system, was, found


def _measured(workers: int | None) -> Baseline:
    """Run on our own notes as `coding-assist eval` does, without what a report alone needs."""
    options = RunOptions(workers=workers, draws=1)
    runs = {split: run(own_notes(split), options) for split in SPLITS}
    for split, found in runs.items():
        for note_id, problem in found.failed:
            raise EvaluationError(f"{split} {note_id} was not answered: {problem}")
    results = {split: found.result for split, found in runs.items()}
    return baseline_of(results, {split: _hash(split) for split in SPLITS})


def _hash(split: str) -> str:
    with as_file(files("eval.data").joinpath(f"{split}.jsonl")) as path:
        return sha256_of(path)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eval.gate", description="Check accuracy on our own notes."
    )
    parser.add_argument("--update", action="store_true", help="write the baseline anew")
    parser.add_argument("--workers", type=int, help="processes; by default one a core")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
