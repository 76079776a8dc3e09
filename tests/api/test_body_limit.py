import pytest

JSON = {"content-type": "application/json"}
MIB = 1_048_576


def body_of(size):
    start, end = b'{"text": "gout', b'"}'
    return start + b" " * (size - len(start) - len(end)) + end


def test_a_body_of_exactly_the_limit_is_read(refuses):
    refuses(422, "POST", "/v1/suggest", content=body_of(MIB), headers=JSON)


def test_one_byte_more_is_refused(refuses):
    problem = refuses(413, "POST", "/v1/suggest", content=body_of(MIB + 1), headers=JSON)
    assert problem["detail"] == "The body is larger than 1,048,576 bytes."


def test_chunks_are_counted(refuses):
    chunks = (b" " * 4096 for _ in range(300))
    refuses(413, "POST", "/v1/suggest", content=chunks, headers=JSON)


@pytest.mark.parametrize("declared", ["0", "5", "1000000000"])
def test_a_declared_length_is_not_believed(refuses, declared):
    headers = {**JSON, "content-length": declared}
    refuses(413, "POST", "/v1/suggest", content=body_of(MIB + 1), headers=headers)


def test_the_limit_can_be_set(serve_with):
    with serve_with(None, body_limit=1024) as client:
        answer = client.post("/v1/suggest", content=body_of(1025), headers=JSON)
    assert answer.status_code == 413
