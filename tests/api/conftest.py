"""The service in this process: one that is loaded, and ones with a stand-in for the assistant."""

import time
import warnings
from contextlib import contextmanager

import pytest

from api.app import create_app
from api.loader import Loader
from api.settings import Settings

with warnings.catch_warnings():
    # starlette 1.x would rather have httpx2; both speak the same protocol.
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.simplefilter("ignore", UserWarning)
    from fastapi.testclient import TestClient


@contextmanager
def serve(app, *, ready=True):
    """Start an app and, unless told otherwise, wait until it has loaded."""
    with TestClient(app) as client:
        while ready and client.get("/health/ready").status_code == 503:
            time.sleep(0.05)
        yield client


@pytest.fixture(scope="session")
def client():
    with serve(create_app(Settings())) as client:
        yield client


@pytest.fixture
def serve_app():
    return serve


class StandIn:
    """An assistant whose `suggest` is a function of the test's."""

    def __init__(self, suggest):
        self.suggest = suggest

    class codes:  # noqa: N801
        @staticmethod
        def releases():
            return {}


@pytest.fixture
def serve_with():
    """Serve with a stand-in: `with serve_with(suggest, worker_threads=1) as client`."""

    @contextmanager
    def serve_stand_in(suggest, **settings):
        app = create_app(Settings(**settings))
        app.state.loader = Loader(lambda tell: StandIn(suggest))
        with serve(app) as client:
            yield client

    return serve_stand_in


@pytest.fixture
def refuses(client):
    """Check that a request is refused with a problem, and give the problem."""

    def check(status, method, path, **request):
        response = client.request(method, path, **request)
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"
        problem = response.json()
        assert problem["status"] == status
        assert problem["instance"] == f"urn:uuid:{response.headers['x-request-id']}"
        return problem

    return check
