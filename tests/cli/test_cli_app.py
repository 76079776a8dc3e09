import pytest

from coding_assist import __version__
from coding_assist.cli import app, main


def test_version(cli):
    result = cli.invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"coding-assist {__version__}\n")


@pytest.mark.parametrize("name", ["suggest", "batch", "codes", "eval", "serve"])
def test_help_lists_the_command(cli, name):
    assert name in cli.invoke(app, ["--help"]).stdout


@pytest.mark.parametrize("name", ["suggest", "batch", "codes", "eval", "serve"])
def test_every_command_has_help(cli, name):
    result = cli.invoke(app, [name, "--help"])
    assert (result.exit_code, result.stdout.startswith("Usage:")) == (0, True)


def test_main_exits_with_the_commands_code(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["coding-assist", "suggest", "no-such-note.txt"])
    with pytest.raises(SystemExit) as exit_info:
        main()
    assert exit_info.value.code == 2


def test_loads_no_web_framework(run, command):
    """The library never needs the service; only `serve` imports it, when it runs."""
    import subprocess

    start, env = command
    code = "import sys, coding_assist.cli; print({'api', 'fastapi', 'uvicorn'} & set(sys.modules))"
    done = subprocess.run([start[0], "-c", code], env=env, capture_output=True, check=True)
    assert done.stdout == b"set()\n"
