import pytest

from coding_assist.finding.lookup import look_up
from coding_assist.matching.lexicon import Lexicon
from coding_assist.reading.reader import read


@pytest.fixture(scope="module")
def lexicon(assistant):
    return Lexicon(assistant.codes.connection)


def found(lexicon, text):
    sentence = read(text).sentences[0]
    return {
        " ".join(text[sentence.words[p].start : sentence.words[p].end] for p in hit.positions)
        for hits in look_up(sentence.words, lexicon)
        for hit in hits
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("right knee osteoarthritis", "knee osteoarthritis"),
        ("osteoarthritis of the right knee", "osteoarthritis knee"),
        ("osteoarthritis, right knee", "osteoarthritis knee"),
        ("pain and swelling of the knee", "pain knee"),
        ("pain and swelling of the knee", "swelling knee"),
        ("knee and hip pain", "knee pain"),
        ("knee and hip pain", "hip pain"),
        ("nausea and vomiting", "nausea vomiting"),
        ("diabetes mellitus type 2", "diabetes type 2"),
        ("ketorolac 30 mg IM", "ketorolac IM"),
    ],
)
def test_word_order_is_free(lexicon, text, expected):
    assert expected in found(lexicon, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("chest pain and knee swelling", "pain knee"),
        ("pain after he fell and struck the wall with his knee", "pain knee"),
        ("iron deficiency anemia", "anemia"),
        ("anxiety and depression", "anxiety depression"),
    ],
)
def test_words_of_other_things_do_not_meet(lexicon, text, wrong):
    assert wrong not in found(lexicon, text)


def test_no_word_is_found_twice_unless_shared(lexicon):
    sentence = read("acute exacerbation of chronic obstructive pulmonary disease").sentences[0]
    for hits in look_up(sentence.words, lexicon):
        positions = [p for h in hits for p in h.positions]
        assert len(set(positions)) == len(positions)
