import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding_assist import CodeSystem
from coding_assist.errors import ModelError
from coding_assist.finding.mention import Assertion
from coding_assist.matching.learned import PhraseMatcher, phrases
from coding_assist.matching.phrase_table import PhraseTable, phrase_key
from coding_assist.matching.terms import Source
from coding_assist.reading.reader import read

ROWS = {
    ("fever",): [("ICD10CM R50.9", 0.9, 40)],
    ("high", "fever"): [("ICD10CM R50.9", 0.95, 9)],
    ("abdominal", "ct"): [("ICD10PCS BW20", 0.6, 5), ("ICD10CM R10.9", 0.5, 4)],
    ("nowhere",): [("ICD10CM X00.XX", 0.9, 3)],
}
SYSTEMS = (CodeSystem.ICD10CM, CodeSystem.ICD10PCS)


def table_of(rows):
    codes = sorted({code for found in rows.values() for code, _, _ in found})
    order = sorted(rows, key=phrase_key)
    flat = [row for phrase in order for row in rows[phrase]]
    return PhraseTable(
        keys=np.array([phrase_key(phrase) for phrase in order], dtype=np.uint64),
        first=np.cumsum([0, *(len(rows[phrase]) for phrase in order)]),
        code=np.array([codes.index(code) for code, _, _ in flat]),
        precision=np.array([p for _, p, _ in flat], dtype=np.float32),
        notes=np.array([n for _, _, n in flat]),
        codes=np.array(codes),
    )


@pytest.fixture(scope="module")
def matcher(assistant):
    return PhraseMatcher(table_of(ROWS), assistant.codes)


def found(matcher, text, systems=SYSTEMS):
    return [
        (c.code.code, text[s.start : s.end])
        for c in matcher.match(read(text), (), systems)
        for s in c.mention.spans
    ]


def test_finds_a_phrase_where_it_stands(matcher):
    assert found(matcher, "He had Fever.") == [("R50.9", "Fever")]


def test_stop_words_may_stand_within_a_phrase(matcher):
    assert ("R50.9", "high of the fever") in found(matcher, "A high of the fever was seen.")


def test_of_overlapping_phrases_the_surest_stays(matcher):
    assert found(matcher, "high fever") == [("R50.9", "high fever")]


def test_a_phrase_does_not_reach_over_a_sentence(matcher):
    assert found(matcher, "It was high. Fever came.") == [("R50.9", "Fever")]


def test_codes_that_no_table_has_are_left_out(matcher):
    assert found(matcher, "nowhere") == []


def test_only_the_systems_asked_for(matcher):
    assert found(matcher, "fever", (CodeSystem.ICD10PCS,)) == []


def test_a_candidate_says_how_sure_it_is_and_what_is_asserted(matcher):
    (candidate,) = matcher.match(read("No fever."), (), SYSTEMS)
    assert candidate.term.source is Source.LEARNED
    assert candidate.learned.precision == pytest.approx(0.9)
    assert candidate.learned.notes == 40
    assert candidate.assertion is Assertion.NEGATED


def test_a_run_has_one_to_four_words():
    (sentence,) = read("one two three four five").sentences
    assert {len(run) for run in phrases(sentence)} == {1, 2, 3, 4}


def test_an_empty_table_finds_nothing(assistant):
    assert found(PhraseMatcher(table_of({}), assistant.codes), "fever") == []


def test_bytes_that_are_no_table_are_refused():
    with pytest.raises(ModelError):
        PhraseTable.read(b"PK")


_words = st.sampled_from(["fever", "High", "fever,", "no", "abdominal", "CT", ".", "\n", "é", "of"])


@given(st.lists(_words, max_size=30))
def test_spans_are_exactly_the_words(words):
    text = " ".join(words)
    for candidate in _property_matcher().match(read(text), (), SYSTEMS):
        (span,) = candidate.mention.spans
        assert 0 <= span.start < span.end <= len(text)
        first, last = candidate.mention.words[0], candidate.mention.words[-1]
        written = text[span.start : span.end].lower()
        assert written.startswith(first)
        assert written.endswith(last)


class _AnyCode:
    """A code table that has every code."""

    def find(self, system, code):
        from coding_assist.codes import Code

        return Code(system, code, "", True)


def _property_matcher():
    return PhraseMatcher(table_of({k: v for k, v in ROWS.items() if "ct" not in k}), _AnyCode())
