import pytest

SEARCH = "/v1/codes/search"


def codes(answer):
    assert answer.status_code == 200
    return [c["code"] for c in answer.json()["codes"]]


def test_search_finds_by_words_of_the_title(client):
    assert "I50.9" in codes(client.get(SEARCH, params={"q": "heart failure unspec"}))


def test_search_keeps_to_one_system(client):
    answer = client.get(SEARCH, params={"q": "knee", "system": "ICD10CM"}).json()
    assert {c["system"] for c in answer["codes"]} == {"ICD10CM"}


def test_search_gives_at_most_the_limit(client):
    assert len(codes(client.get(SEARCH, params={"q": "fracture", "limit": 3}))) == 3


@pytest.mark.parametrize(
    "query", ["²", '"', "* OR NOT", "\x00", "a" * 200, "%", "ß\u0301", "NEAR("]
)
def test_no_query_is_an_error_of_the_search_engine(client, query):
    codes(client.get(SEARCH, params={"q": query}))


@pytest.mark.parametrize(
    "query",
    ["", "q=", f"q={'a' * 201}", "q=a&limit=0", "q=a&limit=101", "q=a&system=ICD9", "q=a&x="],
)
def test_a_bad_query_is_a_422(refuses, query):
    refuses(422, "GET", f"{SEARCH}?{query}")


@pytest.mark.parametrize("written", ["E11.22", "e1122", "E1122"])
def test_a_code_is_found_however_it_is_written(client, written):
    answer = client.get(f"/v1/codes/ICD10CM/{written}").json()
    assert answer["code"] == "E11.22"
    assert answer["billable"]
    assert [c["code"] for c in answer["ancestors"]][-1] == "E11"


def test_details_carry_instructions_from_the_headers_above(client):
    answer = client.get("/v1/codes/ICD10CM/E11.22").json()
    kinds = {(i["code"], i["kind"]) for i in answer["instructions"]}
    assert {("E11.22", "use_additional"), ("E11", "excludes1")} <= kinds


def test_a_header_lists_its_children(client):
    answer = client.get("/v1/codes/ICD10CM/E11.2").json()
    assert not answer["billable"]
    assert "E11.22" in [c["code"] for c in answer["children"]]


def test_an_unknown_code_is_a_404_that_does_not_repeat_it(refuses):
    assert "ZZZ" not in str(refuses(404, "GET", "/v1/codes/CPT/ZZZ"))


@pytest.mark.parametrize("path", ["ICD9/E11", "ICD10CM/E11%20", "ICD10CM/" + "1" * 11, "CPT/ü"])
def test_what_cannot_be_a_code_is_a_422(refuses, path):
    refuses(422, "GET", f"/v1/codes/{path}")
