"""A small result: two notes, one with something of everything."""

from datetime import UTC, datetime

import pytest

from coding_assist.note import CodeSystem, Policy
from eval.metrics.stage_recall import StageCodes
from eval.predictions import PredictedNote, WithheldCode
from eval.provenance import Provenance
from eval.report import Report
from eval.results import EvaluationOptions, evaluate

CM = CodeSystem.ICD10CM
TEXT = "Zyxomatic <b>diabetes</b> mellitus. No fever. Mother had asthma. Knee pain, right."


def place(words):
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def notes(labelled, label):
    return [
        labelled(
            [
                label("E11.65", place("diabetes"), role="principal"),
                label("M25.561", place("Knee pain, right")),
                label("R52", place("pain")),
                label("Z99.9", optional=True),
            ],
            traps=[(*place("fever"), "negated"), (*place("asthma"), "family history")],
            note_id="first & <worst>",
            text=TEXT,
            kind="op note",
        ),
        labelled([label("I10")], note_id="second", text="Hypertension."),
    ]


@pytest.fixture
def predictions(suggestion):
    return [
        PredictedNote(
            "first & <worst>",
            (
                suggestion("M25.561", place("Knee pain"), score=0.9, role="principal"),
                suggestion("E11.9", place("diabetes</b> mellitus"), score=0.8),
                suggestion("J45.909", place("asthma"), score=0.7),
                suggestion("R52", place("pain"), score=0.2),
            ),
            (WithheldCode(CM, "R50.9", "negated", 0.6, ()),),
        ),
        PredictedNote("second", (suggestion("I10", score=0.6),)),
    ]


@pytest.fixture
def result_of(notes, predictions):
    """`result_of(with_text=True, cut=0.5)`."""

    def make(**options):
        options = {"cut": 0.5, "samples": 20} | options
        held = frozenset({(CM, "I10"), (CM, "M25.561")})
        stages = [StageCodes(n.note.note_id, held, held, held, held) for n in notes]
        return evaluate(notes, predictions, EvaluationOptions(stages=stages, **options))

    return make


@pytest.fixture
def provenance():
    return Provenance(
        version="1.2.3",
        labelled="notes.jsonl",
        labelled_sha256="ab" * 32,
        command="coding-assist eval <notes>.jsonl",
        seed=7,
        cut=0.5,
        policy=Policy.BILLING,
        code_sets={"ICD10CM": "2026-04-01"},
        started=datetime(2026, 8, 1, 12, tzinfo=UTC),
        duration=1.5,
    )


@pytest.fixture
def report_of(result_of, provenance):
    """`report_of(with_text=True)`."""

    def make(**options):
        return Report(provenance=provenance, result=result_of(**options))

    return make
