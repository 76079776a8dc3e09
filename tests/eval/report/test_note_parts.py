import pytest

from eval.labelled import LabelSpan
from eval.report.confusion_pairs import confusion_pairs
from eval.report.marked_text import Mark, cut_text
from eval.report.missed import fate_of
from eval.report.note_page import note_page
from eval.report.note_score import note_score, worst_first
from eval.report.worst_codes import most_missed, most_wrong


@pytest.fixture
def first(result_of):
    return result_of(with_text=True).notes[0]


def mark(start, end, kind, label="x"):
    return Mark(LabelSpan(start, end), kind, label)


def test_text_is_cut_where_marks_begin_and_end():
    pieces = cut_text("abcdef", [mark(1, 4, "right"), mark(2, 6, "wrong")])
    assert [(p.text, p.kind) for p in pieces] == [
        ("a", ""),
        ("b", "right"),
        ("cd", "wrong"),
        ("ef", "wrong"),
    ]
    assert [m.kind for p in pieces for m in p.ended] == ["right", "wrong"]


def test_alike_marks_are_named_once_and_those_outside_not_at_all():
    marks = [mark(0, 3, "right"), mark(1, 3, "right"), mark(2, 9, "wrong"), mark(2, 2, "wrong")]
    pieces = cut_text("abc", marks)
    assert [len(p.ended) for p in pieces] == [0, 1]


def test_control_characters_are_shown_as_pictures():
    assert cut_text("a\x00b", [])[0].text == "a␀b"


def test_an_empty_text_has_no_pieces():
    assert cut_text("", []) == ()


def test_what_became_of_a_missed_label_is_told(first):
    (system,) = first.systems
    fates = {x.code: fate_of(x, system) for x in system.labels if x.met_by is None}
    assert fates["E11.65"].cause == "coded otherwise"
    assert fates["E11.65"].codes == ("E11.9",)
    assert fates["R52"].cause == "below threshold"


def test_the_page_of_a_note_puts_errors_first(first):
    page = note_page(0, first)
    assert [(r.kind, r.labelled or r.suggested) for r in page.rows] == [
        ("missed", "E11.65"),
        ("missed", "R52"),
        ("wrong", "E11.9"),
        ("wrong", "J45.909"),
        ("right", "M25.561"),
    ]
    assert [r.remark for r in page.rows] == [
        "coded as E11.9",
        "withheld: below threshold",
        "labelled E11.65",
        "not to be coded: family history",
        "",
    ]
    assert [code for _, code in page.optional] == ["Z99.9"]
    assert dict(page.withheld) == {"negated": ("R50.9",), "below threshold": ("R52",)}


def test_a_note_without_anything_to_score_comes_last(result_of, first):
    empty = first.model_copy(
        update={"systems": tuple(s.model_copy(update={"row": (0.0,) * 13}) for s in first.systems)}
    )
    scores = [note_score(0, empty), note_score(1, first)]
    assert scores[0].f1 is None
    assert [s.place for s in sorted(scores, key=worst_first)] == [1, 0]


def test_worst_codes_and_confused_pairs_are_counted(result_of):
    systems = [note.systems[0] for note in result_of().notes]
    missed = {e.code: (e.errors, e.total, dict(e.causes)) for e in most_missed(systems)}
    assert missed["R52"] == (1, 1, {"below threshold": 1})
    assert "I10" not in missed
    wrong = {e.code: dict(e.causes) for e in most_wrong(systems)}
    assert wrong == {"E11.9": {"": 1}, "J45.909": {"family_history": 1}}
    (pair,) = confusion_pairs(enumerate(systems))
    assert (pair.labelled, pair.suggested, pair.notes) == ("E11.65", "E11.9", (0,))
