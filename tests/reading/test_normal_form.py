import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding_assist.reading.normal_form import fold, normal_form, normal_words


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Haemorrhoids", "hemorrhoid"),
        ("oedema", "edema"),
        ("diarrhoea", "diarrhea"),
        ("anaemia", "anemia"),
        ("leucocytosis", "leukocytosis"),
        ("tumours", "tumor"),
        ("oesophagitis", "esophagitis"),
        ("coeliac", "celiac"),
        ("fibre", "fiber"),
        ("ischaemia", "ischemia"),
        ("sulphate", "sulfate"),
        ("metastases", "metastasis"),
        ("diagnoses", "diagnosis"),
        ("biopsies", "biopsy"),
        ("vertebrae", "vertebra"),
        ("arthritides", "arthritis"),
        ("MÉNIÈRE", "meniere"),
    ],
)
def test_one_spelling_for_many(written, same):
    assert fold(written) == fold(same) == same


@pytest.mark.parametrize("word", ["gas", "ileus", "pelvis", "pus", "ascites", "diabetes", "herpes"])
def test_folding_twice_changes_nothing_more(word):
    assert fold(fold(word)) == fold(word)


def test_adjectives_of_organs_take_the_noun():
    assert normal_form("renal") == normal_form("kidney")
    assert normal_form("hepatic") == normal_form("liver")


def test_roman_numerals_count_only_after_a_word_that_counts():
    assert list(normal_words("type II diabetes"))[1] == "2"
    assert "i" in list(normal_words("as i said"))


@given(st.text(max_size=30))
def test_any_text_has_a_normal_form(text):
    assert isinstance(normal_form(text), str)
