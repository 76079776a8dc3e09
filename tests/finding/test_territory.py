import pytest

from coding_assist.finding.lookup import look_up
from coding_assist.finding.territory import modifiers_around
from coding_assist.matching.lexicon import Lexicon
from coding_assist.reading.reader import read


@pytest.fixture(scope="module")
def lexicon(assistant):
    return Lexicon(assistant.codes.connection)


def modifiers(lexicon, text, word):
    words = read(text).sentences[0].words
    hits = next(h for h in look_up(words, lexicon) if h[0].terms[0].system == "ICD10CM")
    (at,) = [i for i, h in enumerate(hits) if word in {words[p].norm for p in h.positions}]
    return modifiers_around(words, hits, at)


@pytest.mark.parametrize(
    ("text", "word", "inside", "outside"),
    [
        ("left knee swelling and right hip pain", "hip", "right", "left"),
        ("left knee swelling and right hip pain", "knee", "left", "right"),
        ("gout, acute; chronic asthma", "asthma", "chronic", "acute"),
        ("asthma, moderate persistent", "asthma", "moderate", "severe"),
        ("migraine without aura", "migraine", "without", "aura"),
    ],
)
def test_words_qualify_their_own_mention(lexicon, text, word, inside, outside):
    found = modifiers(lexicon, text, word)
    assert inside in found
    assert outside not in found
