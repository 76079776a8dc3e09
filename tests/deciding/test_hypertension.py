import pytest

from coding_assist import Note


@pytest.mark.parametrize(
    ("text", "expected", "gone"),
    [
        ("Assessment: hypertension; congestive heart failure.", {"I11.0", "I50.9"}, "I10"),
        ("Assessment: hypertension; stage 4 CKD.", {"I12.9", "N18.4"}, "I10"),
        ("Assessment: hypertension; ESRD.", {"I12.0", "N18.6"}, "I10"),
        (
            "Assessment: hypertension; systolic heart failure; stage 3a CKD.",
            {"I13.0", "I50.20", "N18.31"},
            "I10",
        ),
        (
            "Assessment: hypertension; congestive heart failure; ESRD.",
            {"I13.2", "I50.9", "N18.6"},
            "I10",
        ),
        ("Assessment: hypertension; gout.", {"I10", "M10.9"}, "I11.0"),
    ],
)
def test_the_link_is_presumed(assistant, text, expected, gone):
    answer = assistant.suggest(Note(text=text))
    codes = {s.code for s in answer.suggestions}
    assert expected <= codes
    assert gone not in codes


def test_the_combination_shows_the_words_of_its_parts(assistant):
    answer = assistant.suggest(Note(text="Assessment: hypertension; stage 4 CKD."))
    (combined,) = [s for s in answer.suggestions if s.code == "I12.9"]
    assert [e.text for e in combined.evidence] == ["hypertension", "stage 4 CKD"]
    (part,) = [w for w in answer.withheld if w.code == "I10"]
    assert (part.reason, part.guideline) == ("combination_code", "I.C.9.a")


def test_a_doubted_kidney_disease_makes_no_link(assistant):
    answer = assistant.suggest(Note(text="Assessment: hypertension. Possible stage 4 CKD."))
    assert "I10" in {s.code for s in answer.suggestions}
