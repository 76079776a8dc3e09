"""Fixed phrases that are one word, in the note and in the vocabulary alike.

They hold words that would be lost or misread one by one: the "a" of hepatitis A, the
"without" of a scan without contrast.
"""

from collections.abc import Iterator, Sequence

_BOTH, _WITH, _WITHOUT = "contrastboth", "contrastwith", "contrastwithout"
_LETTERED = ("hepatitis", "influenza", "vitamin", "group", "strep", "hemophilia", "lipoprotein")

_PHRASES: dict[tuple[str, ...], str] = {
    ("malignant", "neoplasm"): "cancer",
    ("malignant", "tumor"): "cancer",
    ("x", "ray"): "xray",
    ("with", "and", "without", "contrast"): _BOTH,
    ("without", "and", "with", "contrast"): _BOTH,
    ("with", "or", "without", "contrast"): _BOTH,
    ("with", "without", "contrast"): _BOTH,
    ("w", "wo", "contrast"): _BOTH,
    ("w", "/", "wo", "contrast"): _BOTH,
    ("with", "/", "without", "contrast"): _BOTH,
    ("with", "and", "without", "gadolinium"): _BOTH,
    ("with", "gadolinium"): _WITH,
    ("without", "contrast"): _WITHOUT,
    ("without", "iv", "contrast"): _WITHOUT,
    ("without", "intravenous", "contrast"): _WITHOUT,
    ("non", "contrast"): _WITHOUT,
    ("no", "contrast"): _WITHOUT,
    ("noncontrast",): _WITHOUT,
    ("with", "contrast"): _WITH,
    ("with", "iv", "contrast"): _WITH,
    ("with", "intravenous", "contrast"): _WITH,
    ("contrast", "enhanced"): _WITH,
    **{(word, "a"): f"{word}a" for word in _LETTERED},
}
_LONGEST = max(map(len, _PHRASES))


def find_phrases(norms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end (half-open positions) and the one word of each stretch, in order.

    A stretch is a phrase, the longest at its place, or a single word as it is.
    """
    at = 0
    while at < len(norms):
        for length in range(min(_LONGEST, len(norms) - at), 0, -1):
            one = _PHRASES.get(tuple(norms[at : at + length]))
            if one or length == 1:
                yield at, at + length, one or norms[at]
                at += length
                break
