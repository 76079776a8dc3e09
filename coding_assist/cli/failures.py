"""Turn every error into one line on stderr and an exit code; never a traceback, never note text."""

from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from coding_assist.errors import CodingAssistError, InputError

FAILED = 1
"""Exit code: the command ran and something in it failed."""

MISUSED = 2
"""Exit code: the command was given something that it cannot work with."""

INTERRUPTED = 130
"""Exit code: stopped with Ctrl-C, as shells have it."""


class CleanGroup(TyperGroup):
    """The group of all commands, with one place where errors end."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command and report what it raises."""
        try:
            return super().invoke(ctx)
        except (BrokenPipeError, typer.Abort):
            raise
        except CodingAssistError as error:
            fail(str(error), MISUSED if isinstance(error, InputError) else FAILED)
        except OSError as error:
            fail(_os_message(error), MISUSED)
        except Exception as error:
            # Exits and usage errors carry their own exit code; typer knows how to show them.
            if hasattr(error, "exit_code"):
                raise
            fail(internal_error(error), FAILED)


def fail(message: str, exit_code: int) -> NoReturn:
    """Say in one line on stderr what is wrong, and exit."""
    typer.echo(f"coding-assist: {' '.join(message.split())}", err=True)
    raise typer.Exit(exit_code)


def internal_error(error: Exception) -> str:
    """Name a fault of ours by its type alone: its message may hold note text."""
    return f"internal error ({type(error).__name__})"


def _os_message(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or type(error).__name__}"
