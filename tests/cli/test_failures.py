import errno

import pytest
import typer

from coding_assist.cli.failures import CleanGroup, internal_error
from coding_assist.errors import EmptyNoteError, UnknownCodeError


def failing(error):
    app = typer.Typer(cls=CleanGroup, rich_markup_mode=None, pretty_exceptions_enable=False)

    @app.command()
    def fall():
        raise error

    @app.command()
    def stand():
        pass

    return app


@pytest.mark.parametrize(
    ("error", "exit_code", "message"),
    [
        (EmptyNoteError("No text.\nSend some."), 2, "No text. Send some."),
        (UnknownCodeError("X is in no table."), 1, "X is in no table."),
        (OSError(errno.ENOENT, "No such file", "a.txt"), 2, "a.txt: No such file"),
        (OSError("odd"), 2, "OSError"),
        (ValueError("patient words"), 1, "internal error (ValueError)"),
    ],
)
def test_error_is_one_line(cli, error, exit_code, message):
    result = cli.invoke(failing(error), ["fall"])
    assert (result.exit_code, result.stderr) == (exit_code, f"coding-assist: {message}\n")


def test_exit_code_of_a_command_stays(cli):
    assert cli.invoke(failing(typer.Exit(7)), ["fall"]).exit_code == 7


def test_closed_pipe_is_silent(cli):
    result = cli.invoke(failing(BrokenPipeError(errno.EPIPE, "Broken pipe")), ["fall"])
    assert (result.exit_code, result.stderr) == (1, "")


def test_unknown_command_is_misuse(cli):
    assert cli.invoke(failing(ValueError()), ["bogus"]).exit_code == 2


def test_internal_error_names_the_type_alone():
    assert internal_error(KeyError("patient words")) == "internal error (KeyError)"
