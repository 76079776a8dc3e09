import pytest

from coding_assist.note import CodeSystem
from eval.outcomes import CodeChange, code_changes, outcomes_of
from eval.predictions import PredictedNote
from eval.run import RunOptions, score

CM = CodeSystem.ICD10CM


def test_an_outcome_lists_what_was_right_missed_and_wrong(labelled, label, suggestion):
    note = labelled([label("I10"), label("E11.9"), label("Z79.4", optional=True)])
    codes = (suggestion("I10"), suggestion("R05.9"))
    result = score([note], [PredictedNote("n", codes)], RunOptions(draws=1))
    assert outcomes_of(result, CM) == {"n": "!R05.9 +I10 -E11.9"}
    assert outcomes_of(result, CodeSystem.CPT) == {}


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("+I10", "-I10", "lost"),
        ("+I10", "", "lost"),
        ("-I10", "+I10", "gained"),
        ("", "!I10", "newly wrong"),
        ("!I10", "", "no longer wrong"),
    ],
)
def test_a_change_has_a_kind(before, now, kind):
    assert list(code_changes({"n": before}, {"n": now})) == [CodeChange(kind, "I10", ("n",))]


def test_the_notes_of_a_code_stand_together_and_what_stayed_is_not_told():
    before = {"a": "+I10 +E11.9", "b": "+I10"}
    assert list(code_changes(before, {"a": "+E11.9"})) == [CodeChange("lost", "I10", ("a", "b"))]
