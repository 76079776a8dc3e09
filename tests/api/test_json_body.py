import pytest

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"text": "gout",}',
        b"{'text': 'gout'}",
        b"\xff\xfe",
        b'{"text": "\xe9"}',
        b'{"text": "\\ud800"}',
        b'{"note_id": "\\udfff\\ud800", "text": "gout"}',
        b'{"text": "gout", "min_score": NaN}',
        b'{"text": "gout", "min_score": -Infinity}',
        b"[" * 100_000,
        b'{"patient":' * 50_000,
        b'{"text": "gout", "max_suggestions": ' + b"9" * 100_000 + b"}",
        b'\xef\xbb\xbf{"text": "gout"}',
    ],
)
def test_what_is_not_json_in_utf8_is_a_400(refuses, body):
    problem = refuses(400, "POST", "/v1/suggest", content=body, headers=JSON)
    assert problem["detail"].startswith("The body is not valid JSON in UTF-8.")


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "application/xml",
        "application/json; charset=latin-1",
        "json",
        "\xff",
    ],
)
def test_another_media_type_is_a_415(refuses, content_type):
    headers = {} if content_type is None else {"content-type": content_type.encode("latin-1")}
    refuses(415, "POST", "/v1/suggest", content=b'{"text": "gout"}', headers=headers)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=utf-8", 'application/json;charset="UTF-8"'],
)
def test_json_is_taken_however_it_is_named(client, content_type):
    answer = client.post(
        "/v1/suggest", content=b'{"text": "gout"}', headers={"content-type": content_type}
    )
    assert answer.status_code == 200


def test_an_empty_body_is_a_422(refuses):
    problem = refuses(422, "POST", "/v1/suggest", content=b"", headers=JSON)
    assert problem["errors"] == [{"location": "body", "message": "Field required"}]
