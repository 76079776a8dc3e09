import pytest
from fastapi.openapi.models import OpenAPI

ROUTES = {
    ("get", "/health/live"),
    ("get", "/health/ready"),
    ("post", "/v1/suggest"),
    ("get", "/v1/codes/search"),
    ("get", "/v1/codes/{system}/{code}"),
}


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


@pytest.fixture(scope="module")
def operations(document):
    return {
        (method, path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_it_is_an_openapi_document_and_stays_one(client, document):
    OpenAPI.model_validate(document)
    assert client.get("/openapi.json").json() == document


def test_every_route_is_there_with_its_words(operations):
    assert set(operations) == ROUTES
    for operation in operations.values():
        assert operation["summary"]
        assert operation["description"]


def test_every_error_is_a_problem(operations):
    for operation in operations.values():
        errors = {k: v for k, v in operation["responses"].items() if k >= "400"}
        assert "500" in errors
        assert all(list(e["content"]) == ["application/problem+json"] for e in errors.values())
        assert all(e["description"] for e in errors.values())


def test_limits_are_in_the_document(document):
    """Validators of ours stand before pydantic's; the schema must show the limits all the same."""
    fields = document["components"]["schemas"]["SuggestRequest"]["properties"]
    assert fields["max_suggestions"]["anyOf"][0] == {"type": "integer", "minimum": 1}
    assert fields["date_of_service"]["anyOf"][0]["format"] == "date"
    assert fields["text"]["maxLength"] == 200_000


def test_its_examples_are_answered(client, operations):
    body = operations["post", "/v1/suggest"]["requestBody"]["content"]["application/json"]
    assert len(body["examples"]) >= 2
    for example in body["examples"].values():
        answer = client.post("/v1/suggest", json=example["value"])
        assert answer.status_code == 200
        assert answer.json()["suggestions"]


def test_the_examples_of_parameters_are_answered(client):
    found = client.get("/v1/codes/search", params={"q": "heart failure"}).json()["codes"]
    assert {"I50.9"} <= {c["code"] for c in found}
    assert client.get("/v1/codes/ICD10CM/E11.22").status_code == 200
