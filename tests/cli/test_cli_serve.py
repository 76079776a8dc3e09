import pytest

from coding_assist.cli import app


@pytest.fixture
def served(monkeypatch):
    given = {}
    monkeypatch.setattr("uvicorn.run", lambda target, **options: given.update(options, app=target))
    monkeypatch.setattr("coding_assist.cli.serve.compiled_tables", lambda: None)
    return given


def test_serves_this_computer_alone_and_logs_no_addresses(cli, served):
    result = cli.invoke(app, ["serve"])
    assert result.exit_code == 0
    assert served["app"] == "api.app:create_app" and served["factory"]
    assert (served["host"], served["port"], served["workers"]) == ("127.0.0.1", 8000, 1)
    assert (served["access_log"], served["log_level"]) == (False, "warning")


def test_options(cli, served):
    cli.invoke(app, ["serve", "--host", "0.0.0.0", "--port", "81", "--workers", "3"])
    assert (served["host"], served["port"], served["workers"]) == ("0.0.0.0", 81, 3)


@pytest.mark.parametrize("option", [["--port", "0"], ["--workers", "0"], ["--log-level", "x"]])
def test_bad_option(cli, served, option):
    assert cli.invoke(app, ["serve", *option]).exit_code == 2
    assert not served
