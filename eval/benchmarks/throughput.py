"""Measure the whole pipeline on a file of notes: throughput, latency, start, memory, growth.

    python -m eval.benchmarks.throughput NOTES.jsonl [--notes 400] [--runs 3]

Each row of NOTES.jsonl needs `text`; what else it carries is ignored. Medians of the runs are
printed. Machines are noisy: compare only figures of one run of this command.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from coding_assist import CodingAssistant, Note

_LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000)
_START = (
    "import coding_assist as c;"
    "c.CodingAssistant.load().suggest(c.Note(text='Assessment: chest pain'))"
)
_worker: CodingAssistant | None = None


def main() -> None:
    """Run the benchmark and print its table."""
    arguments = _arguments()
    texts = _read(arguments.file)[: arguments.notes]
    table = Table("what", "figure", title=f"{len(texts)} notes, median of {arguments.runs} runs")
    start = _start_seconds(arguments.runs)
    assistant = CodingAssistant.load()
    _suggest_all(assistant, texts[:50])
    seconds = [_suggest_all(assistant, texts) for _ in range(arguments.runs)]
    one = statistics.median(sum(run) for run in seconds)
    latencies = sorted(statistics.median(each) for each in zip(*seconds, strict=True))
    table.add_row("mean characters a note", f"{statistics.mean(map(len, texts)):,.0f}")
    table.add_row("notes/s, one process", f"{len(texts) / one:.1f}")
    two = statistics.median(_parallel_seconds(texts, 2) for _ in range(arguments.runs))
    table.add_row("notes/s, two processes", f"{len(texts) / two:.1f}")
    table.add_row("latency p50", f"{1e3 * statistics.median(latencies):.1f} ms")
    table.add_row("latency p95", f"{1e3 * latencies[int(0.95 * len(latencies))]:.1f} ms")
    table.add_row("process start to first suggestion", f"{start:.2f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("memory, most resident", f"{memory:.0f} MB")
    for length, each in _growth(assistant, texts, arguments.runs):
        per = 1e6 * each / length
        table.add_row(f"{length:,} characters", f"{1e3 * each:.1f} ms ({per:.2f} us each)")
    Console().print(table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time the pipeline over a file of notes.")
    parser.add_argument("file", type=Path, help="JSON lines with a text in each row")
    parser.add_argument("--notes", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


def _read(file: Path) -> list[str]:
    with file.open(encoding="utf-8") as lines:
        return [text for line in lines if (text := json.loads(line)["text"]).strip()]


def _suggest_all(assistant: CodingAssistant, texts: list[str]) -> list[float]:
    """Give the seconds each note took."""
    seconds = []
    for text in texts:
        start = time.perf_counter()
        assistant.suggest(Note(text=text))
        seconds.append(time.perf_counter() - start)
    return seconds


def _parallel_seconds(texts: list[str], processes: int) -> float:
    with ProcessPoolExecutor(processes, initializer=_load) as pool:
        list(pool.map(_suggest_one, texts[:50], chunksize=8))
        start = time.perf_counter()
        list(pool.map(_suggest_one, texts, chunksize=8))
        return time.perf_counter() - start


def _load() -> None:
    global _worker
    _worker = CodingAssistant.load()


def _suggest_one(text: str) -> int:
    if _worker is None:
        raise RuntimeError("The worker was not loaded.")
    return len(_worker.suggest(Note(text=text)).suggestions)


def _start_seconds(runs: int) -> float:
    """Time a new process from start to its first suggestion, tables compiled already."""
    seconds = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", _START], check=True)  # noqa: S603
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:])


def _growth(assistant: CodingAssistant, texts: list[str], runs: int) -> list[tuple[int, float]]:
    """Time notes of growing length, made of the file's own text end to end."""
    whole = "\n".join(texts)
    rows = []
    for length in _LENGTHS:
        note = Note(text=whole[:length])
        times = []
        for _ in range(runs):
            start = time.perf_counter()
            assistant.suggest(note)
            times.append(time.perf_counter() - start)
        rows.append((len(note.text), statistics.median(times)))
    return rows


if __name__ == "__main__":
    main()
