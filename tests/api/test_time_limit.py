import threading
from concurrent.futures import ThreadPoolExecutor

NOTE = {"text": "gout"}


def test_a_late_answer_is_a_503(serve_with):
    go_on = threading.Event()
    with serve_with(lambda *_, **__: go_on.wait(5), time_limit=0.1) as client:
        response = client.post("/v1/suggest", json=NOTE)
        go_on.set()
    assert response.status_code == 503
    assert response.headers["retry-after"] == "10"
    assert response.headers["content-type"] == "application/problem+json"


def test_a_late_request_keeps_its_thread_until_its_work_is_done(serve_with):
    """Else requests that time out would pile up threads without bound."""
    running, most, go_on = [], [], threading.Event()

    def suggest(note, **options):
        running.append(1)
        most.append(len(running))
        go_on.wait(5)
        running.pop()
        raise ValueError

    with serve_with(suggest, time_limit=0.2, worker_threads=1) as client:
        with ThreadPoolExecutor(4) as pool:
            late = list(pool.map(lambda _: client.post("/v1/suggest", json=NOTE), range(4)))
        go_on.set()
        after = client.post("/v1/suggest", json=NOTE)
    assert [r.status_code for r in late] == [503] * 4
    assert after.status_code == 500
    assert max(most) == 1


def test_an_error_after_the_answer_is_logged_nowhere(serve_with, caplog):
    go_on = threading.Event()

    def suggest(note, **options):
        go_on.wait(5)
        raise ValueError(note.text)

    with serve_with(suggest, time_limit=0.1) as client:
        client.post("/v1/suggest", json={"text": "Kanarienvogel"})
        go_on.set()
    assert "Kanarienvogel" not in caplog.text
