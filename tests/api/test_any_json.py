"""Whatever is sent, the service answers, and never with its own failure."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

JSON = {"content-type": "application/json"}
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
ANY = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
WORDS = st.sampled_from(
    [
        "pain",
        "left",
        "no",
        "denies",
        "fracture",
        "of",
        "femur",
        ".",
        "\n",
        "mg",
        ":",
        "t2dm",
        "\ud7ff",
    ]
)
TEXT = st.text(max_size=200) | st.lists(WORDS, max_size=60).map(" ".join)
KEYS = {
    "note_id": st.text(max_size=10),
    "setting": st.sampled_from(["outpatient", "inpatient", "emergency"]),
    "date_of_service": st.dates().map(str),
    "patient": st.fixed_dictionaries(
        {}, optional={"age_years": st.floats(0, 150), "sex": st.sampled_from("FM")}
    ),
    "policy": st.sampled_from(["billing", "mentions"]),
    "systems": st.lists(st.sampled_from(["ICD10CM", "ICD10PCS", "CPT", "HCPCS"])),
    "min_score": st.floats(0, 1),
    "max_suggestions": st.integers(1, 10**30),
}
NEARLY = st.fixed_dictionaries(
    {"text": TEXT | ANY}, optional={key: value | ANY for key, value in KEYS.items()}
)
GOOD = st.fixed_dictionaries({"text": TEXT}, optional=KEYS)
relaxed = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@relaxed
@given(body=ANY | NEARLY | GOOD)
def test_any_json_is_answered(client, body):
    answer = client.post("/v1/suggest", content=json.dumps(body), headers=JSON)
    assert answer.status_code in (200, 400, 422)


@relaxed
@given(body=st.binary(max_size=200))
def test_any_bytes_are_answered(client, body):
    assert client.post("/v1/suggest", content=body, headers=JSON).status_code in (400, 422)


@relaxed
@given(query=st.text(min_size=1, max_size=100, alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_search_is_answered(client, query):
    assert client.get("/v1/codes/search", params={"q": query}).status_code == 200
