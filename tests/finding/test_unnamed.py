from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding_assist.finding.mention import Assertion
from coding_assist.note import CodeSystem
from coding_assist.reading.reader import read


@pytest.fixture(scope="session")
def finder(assistant):
    return assistant._finder


def phrases(finder, text, sections=None):
    document = read(text)
    return finder.unnamed(document, finder.find(document), sections)


def written(finder, text, sections=None):
    return [text[m.spans[0].start : m.spans[-1].end] for m in phrases(finder, text, sections)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ASSESSMENT: Thyroid storming.", ["Thyroid storming"]),
        ("ASSESSMENT: corneal plaque, eczematous lids", ["corneal plaque", "eczematous lids"]),
        ("ASSESSMENT: corneal plaque with eczematous lids", ["corneal plaque", "eczematous lids"]),
        ("ASSESSMENT: the smouldering gouty flare of the", ["smouldering gouty flare"]),
        ("ASSESSMENT: plaque of the cornea", ["plaque of the cornea"]),
    ],
)
def test_gives_the_words_between_separators(finder, text, found):
    assert written(finder, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "ASSESSMENT: gout",
        "ASSESSMENT: asthma of granulomatous kind",
        "ASSESSMENT: smouldering podagra",
    ],
)
def test_what_holds_a_word_of_a_mention_is_left_to_it(finder, text):
    assert finder.find(read(text))
    assert written(finder, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ASSESSMENT: necessarily remained protected",
        "ASSESSMENT: 12 34",
        "ASSESSMENT: xqzw",
        "ASSESSMENT: " + "plaque " * 9,
        "",
    ],
)
def test_everyday_words_unknown_ones_and_long_runs_are_no_phrase(finder, text):
    assert written(finder, text) == []


def test_only_the_sections_asked_for(finder):
    text = "HISTORY: corneal plaque.\nASSESSMENT: eczematous lids."
    assert written(finder, text, {"assessment"}) == ["eczematous lids"]
    assert written(finder, text) == ["corneal plaque", "eczematous lids"]


def test_a_heading_is_no_phrase(finder):
    assert written(finder, "ASSESSMENT:\ngout") == []


@pytest.mark.parametrize(
    ("said", "assertion"),
    [
        ("No thyroid storming.", Assertion.NEGATED),
        ("Denies thyroid storming.", Assertion.NEGATED),
        ("Possible thyroid storming.", Assertion.UNCERTAIN),
        ("History of thyroid storming.", Assertion.HISTORICAL),
        ("Thyroid storming was ruled out.", Assertion.NEGATED),
        ("Thyroid storming.", Assertion.PRESENT),
    ],
)
def test_says_what_is_denied_or_doubted(finder, said, assertion):
    (phrase,) = [
        m for m in phrases(finder, f"ASSESSMENT: {said}") if m.words == ("thyroid", "storming")
    ]
    assert phrase.assertion is assertion
    assert phrase.terms == ()


_words = st.sampled_from(
    "corneal plaque gout , . of the no with and eczematous lids left knee pain 12 é CABG\n".split(
        " "
    )
)


@settings(deadline=None)
@given(words=st.lists(_words, max_size=30))
def test_phrases_are_of_the_text_in_order_and_apart(finder, words):
    text = "ASSESSMENT: " + " ".join(words)
    document = read(text)
    mentions = finder.find(document)
    found = finder.unnamed(document, mentions)
    spans = [s for m in found for s in m.spans]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
    known = [s for m in mentions if m.terms[0].system is CodeSystem.ICD10CM for s in m.spans]
    assert not any(a.start < b.end and b.start < a.end for a in spans for b in known)
