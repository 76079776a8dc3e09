import pytest

from coding_assist.note import CodeSystem
from eval.matching import score_notes


def rights(note):
    return [(j.suggested.code, j.label.code if j.label else None) for j in note.judgements]


def test_a_second_alternative_for_a_label_is_wrong(scored, label, suggestion):
    note = scored([label("I10", alternatives=["I11.9"])], [suggestion("I11.9"), suggestion("I10")])
    assert rights(note) == [("I11.9", "I10"), ("I10", None)]
    assert note.missed == ()


def test_the_exact_code_comes_before_labels_that_only_accept_it(scored, label, suggestion):
    labels = [label("E11.9", alternatives=["E11.65"]), label("E11.65")]
    note = scored(labels, [suggestion("E11.65"), suggestion("E11.9")])
    assert rights(note) == [("E11.65", "E11.65"), ("E11.9", "E11.9")]


def test_an_optional_label_is_right_and_no_miss(scored, label, suggestion):
    labels = [label("I10", optional=True), label("R05.9", optional=True)]
    note = scored(labels, [suggestion("I10")])
    assert (len(note.right), note.missed, note.required) == (1, (), ())


def test_equal_labels_are_met_one_by_one(scored, label, suggestion):
    note = scored([label("I10"), label("I10")], [suggestion("I10"), suggestion("i10")])
    assert rights(note) == [("I10", "I10")]
    assert [x.code for x in note.missed] == ["I10"]


def test_the_cut_leaves_the_ranking_whole(scored, label, suggestion):
    note = scored([label("I10")], [suggestion("R05.9"), suggestion("I10", score=0.4)], cut=0.5)
    assert len(note.judgements) == 1
    assert len(note.ranked) == 2
    assert [x.code for x in note.missed] == ["I10"]
    assert [(w.code, w.reason) for w in note.withheld] == [("I10", "below_threshold")]


def test_only_a_wrong_suggestion_falls_into_a_trap(scored, label, suggestion):
    note = scored(
        [label("E11.9")],
        [suggestion("E11.9", (26, 34)), suggestion("R50.9", (29, 34)), suggestion("R05.9", (0, 4))],
        traps=[(26, 34, "negated")],
    )
    assert [j.trap is not None for j in note.judgements] == [False, True, False]


def test_other_systems_are_not_looked_at(scored, label, suggestion):
    cpt = CodeSystem.CPT
    note = scored([label("99213", system=cpt), label("I10")], [suggestion("99213", system=cpt)])
    assert (len(note.labels), note.judgements) == (1, ())


def test_a_note_without_a_prediction_counts_as_nothing_suggested(labelled, label):
    (note,) = score_notes([labelled([label("I10")])], {}, CodeSystem.ICD10CM)
    assert not note.is_answered
    assert len(note.missed) == 1


@pytest.mark.parametrize("code", ["i10", "I10 "])
def test_case_and_space_make_no_difference(scored, label, suggestion, code):
    assert scored([label("I10")], [suggestion(code)]).right
