"""Load the assistant once, beside the running server."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from coding_assist import CodingAssistant, Note

_log = logging.getLogger(__name__)

Progress = Callable[[str], None]


class Loader:
    """Holds the assistant as soon as there is one.

    Attributes:
        assistant: None until it is loaded.
        failed: loading ended with an error; the log has it.
    """

    def __init__(self, load: Callable[[Progress], CodingAssistant]) -> None:
        self._load = load
        self.assistant: CodingAssistant | None = None
        self.failed = False

    async def run(self) -> None:
        """Load in a thread, so that the health routes answer meanwhile."""
        try:
            self.assistant = await asyncio.to_thread(self._load, _report)
        except Exception:  # no note is read yet, so the traceback is safe to log
            self.failed = True
            _log.exception("Loading the code tables failed")
        else:
            _log.info("Ready")


def load_warm(tell: Progress, folder: Path | None) -> CodingAssistant:
    """Load, and code a first note of our own, so that nobody's first note waits for imports."""
    assistant = CodingAssistant.load(folder=folder, progress=tell)
    assistant.suggest(Note(text="Assessment: hypertension."))
    return assistant


def _report(step: str) -> None:
    _log.info("%s", step)
