"""Words of a patient appear in no error and in no log line."""

import logging

import pytest

CANARY = "Kanarienvogel-7461"
JSON = {"content-type": "application/json"}
NOTE = {"text": f"Mrs {CANARY} has gout.", "note_id": CANARY}

BAD = {
    "an unknown key": {**NOTE, CANARY: CANARY},
    "an unknown key of the patient": {**NOTE, "patient": {CANARY: CANARY}},
    "text of another type": {"text": [CANARY]},
    "text too long": {"text": CANARY * 20_000},
    "text with NUL": {"text": CANARY + "\x00"},
    "a setting": {**NOTE, "setting": CANARY},
    "a date": {**NOTE, "date_of_service": CANARY},
    "a date too early": {**NOTE, "date_of_service": "1999-12-31"},
    "a sex": {**NOTE, "patient": {"sex": CANARY}},
    "an age": {**NOTE, "patient": {"age_years": CANARY}},
    "a patient": {**NOTE, "patient": CANARY},
    "a policy": {**NOTE, "policy": CANARY},
    "a system": {**NOTE, "systems": [CANARY]},
    "a score": {**NOTE, "min_score": CANARY},
    "a number": {**NOTE, "max_suggestions": CANARY},
    "no object": CANARY,
    "a list": [CANARY],
}
OTHERS = {
    "bad JSON": ("POST", "/v1/suggest", {"content": f'{{"text": "{CANARY}', "headers": JSON}),
    "an escape": ("POST", "/v1/suggest", {"content": f'"{CANARY}\\ud800"', "headers": JSON}),
    "a media type": ("POST", "/v1/suggest", {"content": "{}", "headers": {"content-type": CANARY}}),
    "too much": ("POST", "/v1/suggest", {"content": CANARY * 100_000, "headers": JSON}),
    "a path": ("GET", f"/{CANARY}", {}),
    "a method": (CANARY, f"/v1/suggest?q={CANARY}", {}),
    "a query": ("GET", f"/v1/codes/search?q={CANARY}&limit={CANARY}&{CANARY}=1", {}),
    "a system of codes": ("GET", f"/v1/codes/{CANARY}/{CANARY}", {}),
    "a code": ("GET", "/v1/codes/CPT/Kanarien", {"headers": {"x-request-id": CANARY}}),
}
REQUESTS = {k: ("POST", "/v1/suggest", {"json": body}) for k, body in BAD.items()} | OTHERS


def logged(caplog, capfd):
    """Give all that was logged or printed; httpx is the test's side of the line."""
    lines = [r.getMessage() + str(r.exc_info) for r in caplog.records if "httpx" not in r.name]
    return "\n".join([*lines, *capfd.readouterr()]).lower()


@pytest.mark.parametrize("request_of", REQUESTS.values(), ids=REQUESTS.keys())
def test_errors_and_logs_repeat_nothing(client, caplog, capfd, request_of):
    caplog.set_level(logging.DEBUG)
    method, path, rest = request_of
    response = client.request(method, path, **rest)
    assert 400 <= response.status_code < 500
    seen = (response.text + str(response.headers)).lower()
    for word in ("kanarien", "7461", "1999"):
        assert word not in seen
        assert word not in logged(caplog, capfd).replace(response.headers["x-request-id"], "")


def test_a_good_request_leaves_no_word_in_the_log(client, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    assert client.post("/v1/suggest", json=NOTE).json()["note_id"] == CANARY
    assert client.get("/v1/codes/search", params={"q": CANARY}).status_code == 200
    assert "kanarien" not in logged(caplog, capfd)
