"""Worker processes: how many are worth it, and how each begins and ends."""

import os
import signal
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait

NOTES_WORTH_A_PROCESS = 25
"""Starting a process takes about as long as coding so many notes."""


def cores() -> int:
    """Count the cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes_worth(notes: int, workers: int | None = None) -> int:
    """Give how many processes to start for so many notes: at most `workers`, or one a core."""
    return min(workers or cores(), 1 + notes // NOTES_WORTH_A_PROCESS)


def begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Do not outlive a killed parent."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
