from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding_assist.reading.reader import read, tokenizer


def sentences(text):
    return [text[s.start : s.end] for s in read(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He coughs. She sneezes.", ["He coughs.", "She sneezes."]),
        ("Seen by Dr. Smith today.", ["Seen by Dr. Smith today."]),
        ("Gout\nHypertension", ["Gout", "Hypertension"]),
        ("pain in the\nleft knee", ["pain in the\nleft knee"]),
        ("1. Gout. 2. Hypertension.", ["1. Gout.", "2. Hypertension."]),
        ("Dose 2.5 mg daily.", ["Dose 2.5 mg daily."]),
        ("He is well.,She is ill.", ["He is well.,", "She is ill."]),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def test_abbreviations_are_written_out_with_their_own_offsets():
    text = "Hx of HTN and SOB"
    words = [w for w in read(text).sentences[0].words if w.sense]
    assert {"hypertension", "breath"} <= {w.norm for w in words}
    assert {text[w.start : w.end] for w in words} >= {"HTN", "SOB"}


def test_a_small_word_is_no_abbreviation():
    assert not any(w.sense for w in read("She has all it takes").sentences[0].words)


def test_x_ray_is_one_word():
    assert "xray" in {w.norm for w in read("X-ray of the hand").sentences[0].words}


def test_text_without_an_end_is_cut():
    longest = max(s.end - s.start for s in read("word " * 5_000).sentences)
    assert longest <= 800


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_words_lie_in_their_sentence(text):
    document = read(text)
    for sentence in document.sentences:
        assert all(sentence.start <= w.start < w.end <= sentence.end for w in sentence.words)
    assert all(
        a.end <= b.start for a, b in zip(document.sentences, document.sentences[1:], strict=False)
    )


def test_the_vocabulary_forgets_the_note():
    read("Zebrowski has gout")
    read("Someone else")
    assert "Zebrowski" not in set(tokenizer().vocab.strings)


def test_threads_read_side_by_side():
    texts = [f"Patient {i} has gout and hypertension. " * 40 for i in range(8)]
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(read, texts * 4))
    assert documents == [read(t) for t in texts] * 4


@pytest.mark.parametrize("attack", [",", "(", "'s", '")', "http://a.b/", "a", "-", "1.", "/w"])
def test_runs_without_a_space_stay_cheap(attack):
    text = attack * (20_000 // len(attack))
    words = [w for s in read(text).sentences for w in s.words]
    assert all(text[w.start : w.end] for w in words)
