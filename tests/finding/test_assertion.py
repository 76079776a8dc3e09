"""Assertion: what a sentence says of the conditions and procedures that it names."""

import csv
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from coding_assist.finding.assertion import Scope, assertion_of, find_scopes
from coding_assist.finding.mention import Assertion
from coding_assist.reading.document import Sentence
from coding_assist.reading.reader import read

SENTENCES = Path(__file__).with_name("assertion_sentences.tsv")
LEAST = {
    Assertion.PRESENT: 0.98,
    Assertion.NEGATED: 0.98,
    Assertion.UNCERTAIN: 0.97,
    Assertion.HISTORICAL: 0.97,
    Assertion.FAMILY: 0.97,
    Assertion.OTHER_PERSON: 0.9,
    Assertion.HYPOTHETICAL: 0.97,
    Assertion.PLANNED: 0.97,
}


class Row(NamedTuple):
    sentence: str
    target: str
    assertion: Assertion
    is_procedure: bool


@cache
def rows() -> tuple[Row, ...]:
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Row(r["sentence"], r["target"], Assertion(r["assertion"]), r["kind"] == "procedure")
            for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def read_target(text: str, target: str) -> tuple[Sentence, tuple[int, ...]]:
    start = text.index(target)
    end = start + len(target)
    for sentence in read(text).sentences:
        at = [i for i, w in enumerate(sentence.words) if w.start < end and start < w.end]
        if at:
            return sentence, tuple(at)
    raise AssertionError(target)


def assertion_in(text: str, target: str, *, is_procedure: bool = False) -> Assertion:
    sentence, positions = read_target(text, target)
    return assertion_of(find_scopes(sentence), positions, is_procedure=is_procedure)


@pytest.mark.parametrize("assertion", list(Assertion))
def test_accuracy_of_class(assertion: Assertion) -> None:
    mine = [r for r in rows() if r.assertion is assertion]
    wrong = [
        (r.target, r.sentence)
        for r in mine
        if assertion_in(r.sentence, r.target, is_procedure=r.is_procedure) is not assertion
    ]
    assert 1 - len(wrong) / len(mine) >= LEAST[assertion], wrong


def test_sentences_are_enough_and_a_third_are_present() -> None:
    counts = Counter(r.assertion for r in rows())
    assert len({r.sentence for r in rows()}) >= 400
    assert set(counts) == set(Assertion)
    assert counts[Assertion.PRESENT] / len(rows()) >= 0.3


@pytest.mark.parametrize(
    ("text", "denied", "present"),
    [
        ("No fever but has cough.", "fever", "cough"),
        ("Denies chest pain, reports dyspnea.", "chest pain", "dyspnea"),
        ("No evidence of DVT; cellulitis present.", "DVT", "cellulitis"),
        ("No evidence of DVT, cellulitis present.", "DVT", "cellulitis"),
        ("Fever: no, cough: yes.", "Fever", "cough"),
        ("Fever (-), cough (+).", "Fever", "cough"),
        ("Denies fever, he has a cough.", "fever", "cough"),
        ("CKD without anemia, gout, and obesity.", "anemia", "gout"),
        ("No rash, Lungs: wheezes.", "rash", "wheezes"),
    ],
)
def test_scope_ends(text: str, denied: str, present: str) -> None:
    assert assertion_in(text, denied) is Assertion.NEGATED
    assert assertion_in(text, present) is Assertion.PRESENT


@pytest.mark.parametrize("target", ["fever", "chills", "weight loss", "bleeding"])
def test_list_goes_on_to_its_end(target: str) -> None:
    assert assertion_in("Denies fever; chills; weight loss, or bleeding.", target) is (
        Assertion.NEGATED
    )


@pytest.mark.parametrize("target", ["nausea", "vomiting", "rash"])
def test_list_with_or_crosses_commas(target: str) -> None:
    assert assertion_in("Without nausea, vomiting, or rash.", target) is Assertion.NEGATED


@pytest.mark.parametrize("target", ["Nausea", "vomiting", "rash"])
def test_scope_reaches_back_over_list(target: str) -> None:
    assert assertion_in("Nausea, vomiting and rash were denied.", target) is Assertion.NEGATED


def test_scope_back_stops_at_comma_without_joiner() -> None:
    assert assertion_in("Chronic cough, PE was ruled out.", "cough") is Assertion.PRESENT


@pytest.mark.parametrize(
    ("text", "target", "assertion"),
    [
        ("No history of gout.", "gout", Assertion.NEGATED),
        ("No family history of gout.", "gout", Assertion.NEGATED),
        ("Family history of probable gout.", "gout", Assertion.FAMILY),
        ("Possible history of gout.", "gout", Assertion.UNCERTAIN),
        ("Return if possible fever.", "fever", Assertion.HYPOTHETICAL),
        ("No fever, history of gout.", "gout", Assertion.HISTORICAL),
    ],
)
def test_precedence(text: str, target: str, assertion: Assertion) -> None:
    assert assertion_in(text, target) is assertion


def test_planned_holds_of_procedures_only() -> None:
    text = "We will order an x-ray for osteoarthritis."
    assert assertion_in(text, "x-ray", is_procedure=True) is Assertion.PLANNED
    assert assertion_in(text, "osteoarthritis") is Assertion.PRESENT


def test_mention_made_of_the_trigger_is_not_under_it() -> None:
    sentence, positions = read_target("Family history of breast cancer.", "Family history")
    cancer = read_target("Family history of breast cancer.", "breast cancer")[1]
    scopes = find_scopes(sentence)
    assert assertion_of(scopes, cancer, is_procedure=False) is Assertion.FAMILY
    assert assertion_of(scopes, positions + cancer, is_procedure=False) is Assertion.PRESENT


def test_negation_of_a_whole_history_holds() -> None:
    text = "No history of breast cancer."
    assert assertion_in(text, "history of breast cancer") is Assertion.NEGATED


def test_words_that_name_a_code_may_hold_a_negation() -> None:
    assert assertion_in("Migraine without aura.", "Migraine without aura") is Assertion.PRESENT


def test_family_section_speaks_of_relatives() -> None:
    text = "FAMILY HISTORY:\nGout. No diabetes.\n"
    assert assertion_in(text, "Gout") is Assertion.FAMILY
    assert assertion_in(text, "diabetes") is Assertion.NEGATED


def test_curly_apostrophe_is_one_like_another() -> None:
    assert assertion_in("He doesn’t have gout.", "gout") is Assertion.NEGATED


def test_scopes_are_within_the_sentence_and_in_order() -> None:
    for row in rows():
        for sentence in read(row.sentence).sentences:
            scopes = find_scopes(sentence)
            assert list(scopes) == sorted(scopes, key=lambda s: s.start)
            assert all(0 <= s.start < s.end <= len(sentence.words) for s in scopes)


def test_no_scope_holds_nothing() -> None:
    assert assertion_of((), (0,), is_procedure=False) is Assertion.PRESENT


def test_later_scope_does_not_reach_an_earlier_word() -> None:
    scopes = (Scope(Assertion.NEGATED, 4, 9),)
    assert assertion_of(scopes, (3,), is_procedure=False) is Assertion.PRESENT


@pytest.mark.parametrize("piece", ["no fever, ", "denies pain or ", "cough: no, ", "possible vs "])
def test_time_grows_with_length_only(piece: str) -> None:
    short, long = (read(piece * n).sentences for n in (200, 2_000))
    times = []
    for sentences in (short, long):
        begun = time.perf_counter()
        for sentence in sentences:
            scopes = find_scopes(sentence)
            for at in range(len(sentence.words)):
                assertion_of(scopes, (at,), is_procedure=False)
        times.append(time.perf_counter() - begun)
    assert times[1] < 40 * times[0] + 0.2
