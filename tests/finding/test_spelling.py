import pytest

from coding_assist.finding.spelling import Speller
from coding_assist.matching.lexicon import Lexicon
from coding_assist.reading.document import Word


@pytest.fixture(scope="module")
def speller(assistant):
    return Speller(Lexicon(assistant.codes.connection))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pnuemonia", "pneumonia"),
        ("hypertenion", "hypertension"),
        ("diarhea", "diarrhea"),
        ("osteoarthrits", "osteoarthritis"),
        ("cholecystitus", "cholecystitis"),
    ],
)
def test_mends_a_slip(speller, written, meant):
    (word,) = speller.mend([Word(written, 3, 3 + len(written))])
    assert word.norm == meant
    assert word.correction < 1
    assert (word.start, word.end) == (3, 3 + len(written))


@pytest.mark.parametrize(
    "written", ["importance", "prognosis", "morning", "patient", "fever", "gout", "xyzzyqwert"]
)
def test_leaves_ordinary_short_and_strange_words_alone(speller, written):
    (word,) = speller.mend([Word(written, 0, len(written))])
    assert word.norm == written
