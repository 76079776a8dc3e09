import logging
import re

NOTE = {"text": "gout of Mrs Kanarienvogel"}


def raise_text(note, **options):
    raise RuntimeError(note.text)


def test_the_unexpected_is_a_500_without_details(serve_with, caplog):
    with serve_with(raise_text) as client:
        response = client.post("/v1/suggest", json=NOTE)
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"] == []
    assert "Kanarienvogel" not in response.text + caplog.text
    (line,) = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert line == f"{response.headers['x-request-id']} failed: RuntimeError"


def test_a_request_is_one_line_with_its_template(client, caplog):
    caplog.set_level(logging.INFO)
    response = client.get("/v1/codes/ICD10CM/Z99?surname=Kanarienvogel")
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("api")]
    assert len(lines) == 1
    pattern = rf"{response.headers['x-request-id']} /v1/codes/{{system}}/{{code}} 200 \d+ ms"
    assert re.fullmatch(pattern, lines[0])


def test_ids_are_ours_and_never_the_same(client):
    sent = {"x-request-id": "Kanarienvogel"}
    ids = {client.get("/health/live", headers=sent).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3
    assert "Kanarienvogel" not in ids
