"""Build labelled notes, predictions and scored notes by hand."""

import random

import pytest

from coding_assist.note import CodeSystem, Note
from eval.labelled import LabelledCode, LabelledNote, LabelSpan, Trap
from eval.matching import score_note, score_notes
from eval.predictions import PredictedCode, PredictedNote, WithheldCode

CM = CodeSystem.ICD10CM
TEXT = "Type 2 diabetes mellitus. No fever. Mother had asthma. Knee pain, right."


def make_spans(*pairs):
    return tuple(LabelSpan(start, end) for start, end in pairs)


def make_label(code, *spans, optional=False, alternatives=(), role="", system=CM):
    return LabelledCode(system, code, not optional, tuple(alternatives), role, make_spans(*spans))


def make_suggestion(code, *spans, score=0.9, role="", system=CM):
    return PredictedCode(system, code, score, role, make_spans(*spans))


def make_note(labels, *, traps=(), note_id="n", text=TEXT, **more):
    return LabelledNote(
        Note(text=text, note_id=note_id),
        tuple(labels),
        tuple(Trap(LabelSpan(start, end), reason) for start, end, reason in traps),
        **more,
    )


@pytest.fixture
def label():
    """`label("E11.9", (0, 24), optional=True, alternatives=["E11.8"])`."""
    return make_label


@pytest.fixture
def suggestion():
    """`suggestion("E11.9", (0, 24), score=0.9)`."""
    return make_suggestion


@pytest.fixture
def labelled():
    """`labelled([label(...)], traps=[(start, end, reason)], note_id="n")`."""
    return make_note


@pytest.fixture
def scored():
    """`scored([label(...)], [suggestion(...)], cut=0.5, withheld=[...])`: one scored note."""

    def make(labels, suggestions, *, cut=None, withheld=(), system=CM, **more):
        note = make_note(labels, **more)
        held = tuple(
            WithheldCode(CM, code, reason, score, make_spans(*pairs))
            for code, reason, score, *pairs in withheld
        )
        prediction = PredictedNote(note.note.note_id, tuple(suggestions), held)
        return score_note(note, prediction, system, cut)

    return make


CODES = (
    "I10",
    "E11.9",
    "E11.22",
    "J45.909",
    "M17.11",
    "R05.9",
    "Z79.4",
    "K21.9",
    "N18.30",
    "F32.A",
)


@pytest.fixture
def random_notes():
    """Notes whose labels are all required, without alternatives, as scikit-learn needs them."""

    def make(seed, count=40):
        rng = random.Random(seed)
        notes, predictions = [], {}
        for number in range(count):
            gold = rng.sample(CODES, rng.randint(1, 5))
            ours = [c for c in CODES if rng.random() < (0.7 if c in gold else 0.15)]
            codes = [make_suggestion(c, score=round(rng.random(), 3)) for c in ours]
            codes.sort(key=lambda c: -c.score)
            notes.append(make_note(map(make_label, gold), note_id=str(number)))
            predictions[str(number)] = PredictedNote(str(number), tuple(codes))
        return score_notes(notes, predictions, CM)

    return make
