import asyncio
import logging
import threading

import pytest

from api.app import create_app
from api.loader import Loader
from api.settings import Settings


def fail(tell):
    raise OSError("disk full")


def test_progress_is_logged(caplog):
    caplog.set_level(logging.INFO)
    loader = Loader(lambda tell: tell("Writing codes") or "assistant")
    asyncio.run(loader.run())
    assert loader.assistant == "assistant"
    assert [r.getMessage() for r in caplog.records if r.name == "api.loader"] == [
        "Writing codes",
        "Ready",
    ]


def test_a_failure_is_logged_and_remembered(caplog):
    loader = Loader(fail)
    asyncio.run(loader.run())
    assert loader.failed
    assert "disk full" in caplog.text


@pytest.mark.parametrize("path", ["/health/ready", "/v1/codes/search?q=gout"])
def test_the_service_lives_but_is_not_ready_while_loading(serve_loading, path):
    loaded = threading.Event()
    with serve_loading(lambda tell: loaded.wait(5)) as client:
        assert client.get("/health/live").status_code == 200
        answer = client.get(path)
        loaded.set()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["detail"] == "The code tables are being loaded."


def test_a_service_that_could_not_load_stays_not_ready(serve_loading):
    with serve_loading(fail) as client:
        while "being loaded" in (answer := client.get("/health/ready")).json()["detail"]:
            pass
    assert answer.status_code == 503
    assert answer.json()["detail"] == "The code tables could not be loaded. The log says why."


@pytest.fixture
def serve_loading(serve_app):
    def serve(load):
        app = create_app(Settings())
        app.state.loader = Loader(load)
        return serve_app(app, ready=False)

    return serve
