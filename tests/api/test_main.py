"""The service as an operator runs it: a process, a port, a log."""

import os
import socket
import subprocess
import sys
import time

import httpx
import pytest


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.mark.parametrize(
    "command",
    [["-m", "api"], ["-m", "uvicorn", "--factory", "api.app:create_app"]],
    ids=["api", "uvicorn"],
)
def test_the_log_of_a_real_server_names_nobody(port, command):
    command += ["--port", str(port)] if "uvicorn" in command else []
    environment = {**os.environ, "CODING_ASSIST_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            wait_until_ready(client)
            search = client.get("/v1/codes/search", params={"q": "Kanarienvogel"})
            too_much = client.post(
                "/v1/suggest",
                content=(b" " * 65_536 for _ in range(64)),
                headers={"content-type": "application/json"},
            )
            note = client.post("/v1/suggest", json={"text": "Mrs Kanarienvogel has gout."})
    finally:
        server.terminate()
        log, _ = server.communicate(timeout=20)
    assert (search.status_code, too_much.status_code, note.status_code) == (200, 413, 200)
    assert "Kanarienvogel" not in log
    assert "Traceback" not in log


def wait_until_ready(client):
    for _ in range(600):
        try:
            if client.get("/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError
