"""Which words around a mention qualify it, and not its neighbour."""

from collections.abc import Sequence

from coding_assist.finding.lookup import Hit
from coding_assist.matching.wording import SIDES
from coding_assist.reading.document import Document, Word
from coding_assist.reading.word_lists import word_list

_REACH = 9
_SEPARATORS = frozenset({"and", "or", ",", "with", ";", "/", "plus", "but"})
_ABSENT = frozenset({"without", "no", "not", "possible"})
_WALLS = frozenset({".", ";", "but", "which", "who", "that", "because", "however", "?", "!"})

_UNDONE = frozenset(
    "done performed needed required indicated used given obtained attempted called requested "
    "taken placed sent".split()
)
_REFUSED = frozenset("declined refused deferred cancelled canceled".split())
_CLAUSE_ENDS = _WALLS | {",", ":", "and"}

_UNITS = frozenset(
    "mo month week wk day hour hr h minute min year yr yo time tablet tab mg mcg g ml unit".split()
)


def modifiers_around(words: Sequence[Word], hits: Sequence[Hit], at: int) -> frozenset[str]:
    """Give the normal forms within and around hit number `at` that may qualify it."""
    hit = hits[at]
    owned = {p for i, other in enumerate(hits) if i != at for p in other.positions}
    owned -= set(hit.positions)
    low = _reach(words, hit, owned, -1)
    high = _reach(words, hit, owned, 1)
    denied = absent(words, low, high)
    own = {
        words[p].norm
        for p in range(low, high + 1)
        if p not in owned and p not in denied and not _counts(words, p)
    }
    return frozenset(own)


def _counts(words: Sequence[Word], at: int) -> bool:
    """Tell whether a number counts time or doses: "in 3 mo" is no stage 3."""
    after = words[at + 1].norm if at + 1 < len(words) else ""
    return words[at].norm.isdigit() and after in _UNITS


def absent(words: Sequence[Word], low: int, high: int) -> set[int]:
    """Give the positions of what is said to be absent: "migraine without aura"."""
    found: set[int] = set()
    is_absent = False
    for p in range(low, high + 1):
        norm = words[p].norm
        is_absent = norm in _ABSENT or (is_absent and norm not in _SEPARATORS)
        if is_absent and norm not in _ABSENT:
            found.add(p)
    return found


def written(document: Document) -> frozenset[str]:
    """Give the normal forms that the note writes anywhere, but for what it says is absent."""
    return frozenset(
        word.norm
        for sentence in document.sentences
        for gone in [_absent_or_undone(sentence.words)]
        for p, word in enumerate(sentence.words)
        if p not in gone
    )


def _absent_or_undone(words: Sequence[Word]) -> set[int]:
    """Give the positions of what is absent, or said afterwards not to have been done."""
    found = absent(words, 0, len(words) - 1)
    for at, word in enumerate(words):
        following = {w.norm for w in words[at + 1 : at + 3]}
        undone = word.norm == "not" and not _UNDONE.isdisjoint(following)
        if undone or word.norm in _REFUSED:
            for p in range(at - 1, -1, -1):
                if words[p].norm in _CLAUSE_ENDS:
                    break
                found.add(p)
    return found


def _reach(words: Sequence[Word], hit: Hit, owned: set[int], step: int) -> int:
    """Give the last position in one direction that still belongs to the hit.

    Up to a wall or the next hit; before the next hit only up to the last separator, since
    what follows it ("and left ...") belongs to that hit.
    """
    edge = hit.first if step < 0 else hit.last
    last = edge
    for distance in range(1, _REACH + 1):
        p = edge + step * distance
        if p < 0 or p >= len(words) or words[p].norm in _WALLS:
            return last
        if p in owned:
            return _to_neighbour(words, edge, p, step)
        last = p
    return last


def _to_neighbour(words: Sequence[Word], edge: int, p: int, step: int) -> int:
    """Split the words between two hits: those behind the last separator go with the second."""
    between = range(min(edge, p) + 1, max(edge, p))
    separators = [q for q in between if words[q].norm in _SEPARATORS]
    if step > 0:
        return separators[-1] if separators else _before_side(words, edge, p)
    return separators[-1] + 1 if separators else _after_side(words, edge, p)


def _after_side(words: Sequence[Word], edge: int, p: int) -> int:
    """A side or qualifier right before a hit is its own, whatever stands before that."""
    q = edge
    while q - 1 > p and (words[q - 1].norm in SIDES or words[q - 1].norm in word_list("modifiers")):
        q -= 1
    return q


def _before_side(words: Sequence[Word], edge: int, p: int) -> int:
    """A side or qualifier right before the next hit is that hit's own."""
    q = p - 1
    while q > edge and (words[q].norm in SIDES or words[q].norm in word_list("modifiers")):
        q -= 1
    return q
