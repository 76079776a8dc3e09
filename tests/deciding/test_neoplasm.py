import pytest

from coding_assist import Note


def _codes(assistant, text):
    return {s.code for s in assistant.suggest(Note(text=text)).suggestions}


def test_a_tumor_that_is_gone_is_history(assistant):
    answer = assistant.suggest(Note(text="Colon cancer, resected 2018, no further treatment."))
    (past,) = answer.suggestions
    assert past.code == "Z85.038"
    assert [e.text for e in past.evidence] == ["Colon cancer"]
    (gone,) = [w for w in answer.withheld if w.code == "C18.9"]
    assert (gone.reason, gone.guideline) == ("historical", "I.C.2.m")


@pytest.mark.parametrize(
    "text",
    [
        "Colon cancer, resected, no evidence of disease, on adjuvant chemotherapy.",
        "Colon cancer, resected last month, starting chemotherapy.",
        "Colon cancer, no evidence of metastatic disease.",
    ],
)
def test_a_tumor_under_treatment_is_not_history(assistant, text):
    assert "C18.9" in _codes(assistant, text)


def test_anemia_needs_the_link(assistant):
    assert "D63.0" in _codes(assistant, "Anemia due to metastatic colon cancer.")
    assert "D63.0" not in _codes(assistant, "Anemia due to iron deficiency. Colon cancer, stable.")


def test_a_named_site_leaves_no_unnamed_one(assistant):
    codes = _codes(assistant, "Metastatic carcinoma to bone.")
    assert "C79.51" in codes
    assert "C79.9" not in codes


def test_only_a_fracture_at_the_tumor_is_of_the_tumor(assistant):
    text = "Pathologic fracture of the left femur. Prostate cancer."
    assert "M84.452A" in _codes(assistant, text)
