def test_an_unknown_path_is_a_problem(refuses):
    assert refuses(404, "GET", "/nowhere")["title"] == "Not Found"


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client, refuses):
    refuses(405, "GET", "/v1/suggest")
    assert client.get("/v1/suggest").headers["allow"] == "POST"


def test_a_slash_too_many_is_no_redirect_that_repeats_the_query(refuses):
    refuses(404, "GET", "/v1/codes/search/?q=gout/")


def test_every_invalid_value_is_named(refuses):
    body = {"text": 1, "patient": {"sex": "X"}, "systems": ["CPT", "ICD9"], "policy": None}
    problem = refuses(422, "POST", "/v1/suggest", json=body)
    assert {e["location"] for e in problem["errors"]} == {
        "body/text",
        "body/patient/sex",
        "body/systems/1",
        "body/policy",
    }


def test_the_name_of_an_unknown_key_is_not_repeated(refuses):
    problem = refuses(422, "POST", "/v1/suggest", json={"text": "gout", "mrs_smith": 1})
    assert problem["errors"] == [{"location": "body", "message": "Extra inputs are not permitted"}]


def test_an_input_error_of_the_library_is_a_422(refuses):
    assert refuses(422, "POST", "/v1/suggest", json={"text": " \n"})["detail"] == (
        "The note is empty. Send its text in `text`."
    )
