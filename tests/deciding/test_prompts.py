import pytest

from coding_assist import Note, Setting, provider_query
from coding_assist.deciding.prompts import prompts_for
from coding_assist.note import CodeSystem

PAYMENT = ("payment", "reimburse", "quality", "severity of illness", "DRG", "CC", "revenue")


def kinds(assistant, code):
    found = assistant.codes.get(CodeSystem.ICD10CM, code)
    return {p.kind: [o.code for o in p.options] for p in prompts_for(assistant.codes, found)}


@pytest.mark.parametrize(
    ("code", "kind", "options"),
    [
        ("M75.00", "laterality", ["M75.01", "M75.02"]),
        ("R05.9", "acuity", ["R05.1", "R05.2", "R05.3"]),
        ("J40", "acuity", ["J20.9", "J42"]),
        ("E46", "severity", ["E43", "E44.0", "E44.1"]),
        ("S93.409A", "laterality", ["S93.401A", "S93.402A"]),
        ("I48.91", "type", ["I48.0", "I48.11", "I48.19", "I48.20"]),
    ],
)
def test_axis_is_read_from_titles(assistant, code, kind, options):
    assert kinds(assistant, code)[kind] == options


@pytest.mark.parametrize("code", ["I10", "E11.9", "K21.9", "M75.01", "J45.40", "N18.4"])
def test_specific_codes_ask_nothing(assistant, code):
    assert kinds(assistant, code) == {}


def test_what_the_code_denies_is_no_answer(assistant):
    assert "K57.20" not in kinds(assistant, "K57.90")["site"]


def test_query_shows_the_note_and_does_not_lead(assistant):
    text = "Assessment: shortness of breath. Systolic heart failure."
    answer = assistant.suggest(Note(text=text))
    suggestion = next(s for s in answer.suggestions if s.code == "I50.20")
    query = provider_query(answer, suggestion, suggestion.prompts[0])
    assert all(text[e.start : e.end] == e.text for e in query.indicators)
    assert {e.text.lower() for e in query.indicators} >= {"shortness of breath"}
    assert query.options[-2:] == ("Other (please specify)", "Unable to determine")
    assert len(query.options) == 5
    assert not any(word in query.question for word in PAYMENT)


def test_query_for_a_type_is_open_ended(assistant):
    answer = assistant.suggest(Note(text="Assessment: anemia.", setting=Setting.OUTPATIENT))
    suggestion = answer.suggestions[0]
    query = provider_query(answer, suggestion, suggestion.prompts[0])
    assert (query.kind, len(query.options)) == ("type", 2)
