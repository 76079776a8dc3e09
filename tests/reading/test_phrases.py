import pytest

from coding_assist.reading.phrases import find_phrases


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ct head without contrast", ["ct", "head", "contrastwithout"]),
        ("ct head with and without contrast", ["ct", "head", "contrastboth"]),
        ("mri with contrast", ["mri", "contrastwith"]),
        ("noncontrast ct", ["contrastwithout", "ct"]),
        ("hepatitis a and b", ["hepatitisa", "and", "b"]),
        ("x ray", ["xray"]),
        ("", []),
    ],
)
def test_phrases_are_one_word(words, expected):
    assert [one for _, _, one in find_phrases(words.split())] == expected


def test_stretches_cover_the_words():
    stretches = list(find_phrases("a with and without contrast x ray b".split()))
    assert [s for s, _, _ in stretches][1:] == [e for _, e, _ in stretches][:-1]
    assert stretches[-1][1] == 8
