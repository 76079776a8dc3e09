import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding_assist.reading.sections import find_sections


def kinds(text):
    return [
        (s.kind, text[s.start : s.body].strip(" :"))
        for s in find_sections(text)
        if s.body > s.start
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASSESSMENT AND PLAN:\n1. Gout", [("assessment_plan", "ASSESSMENT AND PLAN")]),
        ("ASSESSMENT AND PLAN\n\nGout", [("assessment_plan", "ASSESSMENT AND PLAN")]),
        ("Impression: gout", [("assessment", "Impression")]),
        ("PMH: gout.\nFHx: cancer", [("pmh", "PMH"), ("family_history", "FHx")]),
        ("A/P: gout", [("assessment_plan", "A/P")]),
        (
            "He is well.,PAST MEDICAL HISTORY: , Gout.,FAMILY HISTORY:, Cancer.",
            [("pmh", "PAST MEDICAL HISTORY"), ("family_history", "FAMILY HISTORY")],
        ),
        ("Preoperative Diagnosis: gout", [("preoperative_diagnosis", "Preoperative Diagnosis")]),
        ("EXAM: CT HEAD WITHOUT CONTRAST", [("procedure", "EXAM")]),
        ("EXAM: He looks well.", [("exam", "EXAM")]),
        (
            "S: sore throat\nO: red\nA: pharyngitis\nP: rest",
            [("hpi", "S"), ("exam", "O"), ("assessment", "A"), ("plan", "P")],
        ),
    ],
)
def test_finds_headings_in_every_common_form(text, expected):
    assert kinds(text) == expected


def test_body_systems_stay_with_the_examination_around_them():
    text = "REVIEW OF SYSTEMS\nLungs: no cough\nPHYSICAL EXAM\nLungs: clear"
    assert [k for k, _ in kinds(text)] == ["ros", "ros", "exam", "exam"]


def test_an_unknown_heading_ends_the_family_history():
    assert kinds("FAMILY HISTORY: gout\nJOB SITUATION: retired")[1][0] == "other"


def test_a_problem_list_goes_on_after_a_subheading():
    text = (
        "A/P\n1. Gout.\nPatient Education: Less beer.\n2. Anemia.\nPLAN:\n1. Diet\n2. Iron\n3. Rest"
    )
    sections = [(s.kind, text[s.body : s.end].strip()) for s in find_sections(text)]
    assert sections[2] == ("assessment_plan", "2. Anemia.")
    assert sections[3] == ("plan", "1. Diet\n2. Iron\n3. Rest")


def test_words_before_a_colon_are_no_heading():
    assert kinds("He said this: I am ill") == []


@given(st.text(max_size=200))
def test_sections_cover_the_text(text):
    sections = find_sections(text)
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(a.end == b.start for a, b in itertools.pairwise(sections))
    assert all(s.start <= s.body <= s.end for s in sections)


@pytest.mark.parametrize("attack", ["A", "A, ", "- ", "a:", "A:\n", " ", "(", "1. "])
def test_patterns_stay_linear(attack):
    def seconds(length):
        text = (attack * length)[:length]
        start = time.perf_counter()
        find_sections(text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(100_000) < 2
