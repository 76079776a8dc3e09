from coding_assist.cli.progress import BatchProgress, load_assistant


def test_nothing_is_drawn_where_stderr_is_no_terminal(capsys):
    with BatchProgress(2) as progress:
        progress.done(1)
        progress.say("line 2: The row is [not] valid JSON. " + "x" * 200)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "line 2: The row is [not] valid JSON. " + "x" * 200 + "\n"


def test_compilation_in_a_pipe_is_silent(capsys, monkeypatch, assistant):
    def load(*, progress):
        progress("Reading the code tables")
        progress("Writing codes")
        return assistant

    monkeypatch.setattr("coding_assist.assistant.CodingAssistant.load", load)
    assert load_assistant() is assistant
    assert capsys.readouterr() == ("", "")


def test_compilation_in_a_terminal_shows_its_steps(capsys, monkeypatch, assistant):
    def load(*, progress):
        progress("Reading the code tables")
        return assistant

    monkeypatch.setattr("coding_assist.assistant.CodingAssistant.load", load)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    load_assistant()
    assert "Reading the code tables" in capsys.readouterr().err
