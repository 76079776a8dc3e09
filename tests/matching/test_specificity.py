import pytest

from coding_assist import CodeSystem
from coding_assist.matching.specificity import resolve

ICD = CodeSystem.ICD10CM


@pytest.mark.parametrize(
    ("target", "words", "codes"),
    [
        ("M17.9", "", ["M17.9"]),
        ("M17.9", "right", ["M17.11"]),
        ("M17.9", "bilateral", ["M17.0"]),
        ("M17.9", "left right", ["M17.0"]),
        ("M25.56", "", ["M25.569"]),
        ("M25.56", "both", ["M25.561", "M25.562"]),
        ("M22.2X", "bilateral", ["M22.2X1", "M22.2X2"]),
        ("J45.909", "", ["J45.909"]),
        ("J45.909", "exacerbation", ["J45.901"]),
        ("J45.909", "moderate persistent exacerbation", ["J45.41"]),
        ("J44.9", "acute exacerbation", ["J44.1"]),
        ("I50.9", "", ["I50.9"]),
        ("I50.9", "acute chronic systolic", ["I50.23"]),
        ("N18.9", "stage 3", ["N18.30"]),
        ("N18.9", "stage 3b", ["N18.32"]),
        ("G43.909", "", ["G43.909"]),
        ("G43.909", "intractable", ["G43.919"]),
        ("S52.50", "left", ["S52.502A"]),
        ("S52.50", "left open", ["S52.502B"]),
        ("S52.50", "left subsequent", ["S52.502D"]),
        ("E11.9", "", ["E11.9"]),
        ("C50.919", "left", ["C50.912"]),
        ("K21.9", "esophagitis", ["K21.00"]),
        ("I10", "left acute", ["I10"]),
        ("R25.1", "head", ["R25.1"]),
        ("S61.41", "left", ["S61.412A"]),
        ("S61.41", "", ["S61.419A"]),
        ("S22.5", "", ["S22.5XXA"]),
        ("H81.1", "", ["H81.10"]),
        ("H81.1", "left", ["H81.12"]),
        ("S22.5", "open", ["S22.5XXB"]),
    ],
)
def test_walks_as_far_as_the_words_allow(assistant, target, words, codes):
    found = resolve(assistant.codes, assistant.codes.get(ICD, target), frozenset(words.split()))
    assert [r.code.code for r in found] == codes


def test_says_which_words_led_there(assistant):
    (found,) = resolve(assistant.codes, assistant.codes.get(ICD, "M25.56"), frozenset({"right"}))
    assert found.supported == {"right"}


@pytest.mark.parametrize("category", ["E11", "I50", "J45", "M17", "S52", "C50", "O24", "F32"])
def test_never_adds_a_side_or_acuity_that_is_not_there(assistant, category):
    (found,) = resolve(assistant.codes, assistant.codes.get(ICD, category), frozenset())
    title = f" {found.code.title.lower()} "
    assert not any(f" {w} " in title for w in ("left", "right", "bilateral", "chronic"))
