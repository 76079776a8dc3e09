import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.app import create_app
from api.settings import Settings
from coding_assist import CodeSystem, CodingAssistant, Note, Policy, SuggestionSet

TEXT = (
    "PAST MEDICAL HISTORY: COPD.\nASSESSMENT: Type 2 diabetes mellitus. Essential hypertension.\n"
    "Denies chest pain. 🩺 Caf\u00e9-au-lait spots."
)


@pytest.fixture(scope="module")
def answer(client):
    return client.post("/v1/suggest", json={"note_id": "n-1", "text": TEXT})


def test_the_answer_is_a_suggestion_set(answer):
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    found = SuggestionSet.model_validate_json(answer.content)
    assert found.note_id == "n-1"
    assert "I10" in [s.code for s in found.suggestions]


def test_evidence_is_at_its_offsets(answer):
    evidence = [e for s in answer.json()["suggestions"] for e in s["evidence"]]
    assert evidence
    assert all(TEXT[e["start"] : e["end"]] == e["text"] for e in evidence)


def test_the_service_answers_what_the_library_answers(answer, assistant: CodingAssistant):
    assert answer.text == assistant.suggest(Note(note_id="n-1", text=TEXT)).model_dump_json()


def test_options_reach_the_library(client, assistant: CodingAssistant):
    options = {"policy": "mentions", "systems": ["ICD10CM"], "min_score": 0, "max_suggestions": 2}
    body = {"text": TEXT, "setting": "inpatient", "date_of_service": "2026-05-04", **options}
    expected = assistant.suggest(
        Note(text=TEXT, setting="inpatient", date_of_service="2026-05-04"),
        policy=Policy.MENTIONS,
        systems=[CodeSystem.ICD10CM],
        min_score=0,
        max_suggestions=2,
    )
    answer = client.post("/v1/suggest", json=body)
    assert answer.text == expected.model_dump_json()
    assert len(answer.json()["suggestions"]) == 2


def test_the_same_note_gives_the_same_bytes_from_several_threads(client, answer):
    def ask(_):
        return client.post("/v1/suggest", json={"note_id": "n-1", "text": TEXT}).content

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(ask, range(8))) == {answer.content}


def test_notes_side_by_side_do_not_mix(client):
    """Long notes, each of its own words: what threads share is emptied and filled all the time."""
    notes = ["\n".join(f"{TEXT} word{i}x{j}." for j in range(100)) for i in range(6)]

    def ask(text):
        return client.post("/v1/suggest", json={"text": text}).content

    alone = [ask(text) for text in notes]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, notes)) == alone


def test_a_note_being_coded_holds_nobody_up(serve_with):
    begun, go_on = threading.Event(), threading.Event()

    def suggest(note, **options):
        begun.set()
        go_on.wait(5)
        raise ValueError

    with serve_with(suggest) as client, ThreadPoolExecutor(1) as pool:
        pending = pool.submit(client.post, "/v1/suggest", json={"text": "gout"})
        begun.wait(5)
        assert client.get("/health/live").status_code == 200
        assert not pending.done()
        go_on.set()


def test_the_longest_note_is_answered(serve_app):
    text = (TEXT + "\n") * (200_000 // (len(TEXT) + 1))
    with serve_app(create_app(Settings(time_limit=600))) as client:
        assert client.post("/v1/suggest", json={"text": text}).status_code == 200
