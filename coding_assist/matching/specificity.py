"""Walk down the tree: from the code a term stands for to the most specific one supported.

Never a more specific code than the words allow (ICD-10-CM Official Guidelines FY2026, I.B.2,
I.B.13, I.B.18): each word that a child's title adds must stand near the mention, or be a
default that the classification itself assumes (I.A.6, I.A.7, I.A.9; closed and displaced
fractures I.C.19.c; initial encounter while under active treatment I.C.19.a).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coding_assist.codes import Code, CodeStore
from coding_assist.matching.wording import SIDES, title_words
from coding_assist.reading.word_lists import word_list

_UNSPECIFIED = re.compile(r"\b(?:unspecified|NOS|without|uncomplicated)\b", re.IGNORECASE)
_OPEN = re.compile(r"\bunspecified ((?:(?:upper|lower) )?[a-z]+)", re.IGNORECASE)
_SIDED = re.compile(r"\b(?:left|right) ([a-z]+)$", re.IGNORECASE)
_JOINED = re.compile(r"\b\w+ and unspecified\b", re.IGNORECASE)
"""The first of two in a header's title: otitis media need not be suppurative under H66."""
_KINDS_OF_PLACE = frozenset({"side", "site", "trimester", "severity"})
_IMPLIED = {
    "left": {"unilateral"},
    "right": {"unilateral"},
    "both": {"bilateral"},
    "exacerbation": {"acute"},
    "exacerbated": {"exacerbation"},
    "flare": {"exacerbation"},
    "exacerbating": {"exacerbation"},
    "healing": {"routine"},
    "3a": {"3"},
    "3b": {"3"},
}
_MOST_LEVELS = 7
_FEMALE = ("C50",)
"""Where "(female)" is a nonessential modifier: Neoplasm Table, breast."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A code reached, with the words that led to it.

    Attributes:
        code: billable, or a header when nothing below is supported.
        supported: words of the note that the walk used.
    """

    code: Code
    supported: frozenset[str]


def implied(modifiers: frozenset[str]) -> frozenset[str]:
    """Add what the words imply: a side is unilateral, "both" is bilateral."""
    more = {w for m in modifiers for w in _IMPLIED.get(m, ())}
    both = {"bilateral"} if {"left", "right"} <= modifiers else set()
    return modifiers | more | both


def resolve(store: CodeStore, target: Code, modifiers: frozenset[str]) -> tuple[Resolved, ...]:
    """Give the codes that the words support, below `target` or its unspecified siblings.

    Two codes come back when both sides are named and no bilateral code exists (I.B.13).
    """
    words = implied(modifiers)
    if target.code.startswith(_FEMALE) and "male" not in words:
        words |= {"female"}
    root = _widest(store, target, words)
    if "bilateral" not in words:
        return (_descend(store, root, target, words),)
    unsided = words - {"left", "right", "unilateral"}
    both = _descend(store, root, target, unsided)
    if _is_sided(both.code, "bilateral"):
        return (both,)
    each = [
        _descend(store, root, target, unsided - {"bilateral"} | {side, "unilateral"})
        for side in ("right", "left")
    ]
    if all(_is_sided(r.code, s) for r, s in zip(each, ("right", "left"), strict=True)):
        paired = _paired(store, each[0].code)
        return (Resolved(paired, each[0].supported),) if paired else tuple(each)
    return (both,)


def _paired(store: CodeStore, sided: Code) -> Code | None:
    """Give the bilateral code that stands beside the header of a unilateral one (M17.0, M17.1)."""
    wanted = title_words(sided.title) - SIDES | {"bilateral"}
    for above in store.ancestors(sided):
        for code in store.children(above):
            if code.billable and title_words(code.title) == wanted:
                return code
    return None


def _is_sided(code: Code, side: str) -> bool:
    return side in title_words(code.title)


def _widest(store: CodeStore, target: Code, words: frozenset[str]) -> Code:
    """Climb from an unspecified default (M17.9) to the header whose children compete (M17).

    So from a code of one side where the note names both.
    """
    root = target
    if "bilateral" in words and _SIDED.search(target.title) and target.parent:
        return store.get(target.system, target.parent)
    for parent in store.ancestors(target):
        if not _is_default(root):
            break
        root = parent
    return root


def _is_default(code: Code) -> bool:
    return bool(_UNSPECIFIED.search(code.title)) and len(code.code) > 3


def _descend(store: CodeStore, root: Code, target: Code, words: frozenset[str]) -> Resolved:
    """Take the path with most supported words and none unsupported."""
    known = title_words(_JOINED.sub(" ", root.title)) | title_words(target.title)
    code, used = _best_path(store, root, target, words, known, _MOST_LEVELS)
    if root != target and (
        not code.billable or (not used and not code.code.startswith(target.code))
    ):
        return _descend(store, target, target, words)
    return Resolved(code, used)


def _best_path(
    store: CodeStore,
    code: Code,
    target: Code,
    words: frozenset[str],
    known: frozenset[str],
    levels: int,
) -> tuple[Code, frozenset[str]]:
    """Give the best code at or below `code`, and the words of the note that led there."""
    children = store.children(code) if levels else ()
    named = title_words(target.title)
    common = known & _in_most([title_words(c.title) for c in children])
    extras = [title_words(c.title) - common for c in children]
    # What every child says (the joint, under a header that names the disease) tells nothing.
    shared = frozenset.intersection(*extras) if len(extras) > 1 else frozenset[str]()
    shared |= _in_most(extras) & word_list("sites")
    best: tuple[tuple[int, int, int, int, int], Code, frozenset[str]] | None = None
    for position, (child, extra) in enumerate(zip(children, extras, strict=True)):
        unmet = extra - shared - words - _left_open(child.title)
        if unmet or _denied(child.title) & words:
            continue
        if not _is_kindred(child, target):
            continue
        below, used = _best_path(store, child, target, words, known | extra, levels - 1)
        used |= (extra & words) - named - known
        rank = (
            below.billable,
            len(used),
            target.code.startswith(child.code),
            _plainness(child.title, words),
            -position,
        )
        if best is None or rank > best[0]:
            best = (rank, below, used)
    return (best[1], best[2]) if best else (code, frozenset())


def _in_most(titles: Sequence[frozenset[str]]) -> frozenset[str]:
    """Give the words of at least half the titles: a word of few tells them apart.

    "Thoracic, thoracolumbar and lumbosacral disc degeneration" does not say which region.
    """
    counts = Counter(word for title in titles for word in title)
    return frozenset(word for word, n in counts.items() if 2 * n >= len(titles))


def _is_kindred(child: Code, target: Code) -> bool:
    """Tell whether a code is on the way to the target, below it, or a kind of what it names.

    A header that differs by its side alone may be on the way to such a kind.
    """
    on_line = child.code.startswith(target.code) or target.code.startswith(child.code)
    named = title_words(target.title) - _left_open(target.title)
    if _SIDED.search(target.title):
        named -= SIDES | title_words(_SIDED.findall(target.title)[-1])
    if on_line or named <= title_words(child.title):
        return True
    return not child.billable and title_words(child.title) - SIDES <= title_words(target.title)


@lru_cache(maxsize=100_000)
def _left_open(title: str) -> frozenset[str]:
    """Give the places that a title leaves open: "vertigo, unspecified ear" asks for no ear."""
    places = word_list("sites") | _KINDS_OF_PLACE
    return frozenset(w for part in _OPEN.findall(title) for w in title_words(part) & places)


@lru_cache(maxsize=100_000)
def _denied(title: str) -> frozenset[str]:
    lower = title.lower()
    denied: set[str] = set()
    if "closed" in lower:
        denied |= {"open", "compound"}
    if re.search(r"\bdisplaced", lower):
        denied |= {"nondisplaced"}
    if "initial encounter" in lower:
        denied |= {"subsequent", "sequela"}
    return frozenset(denied)


def _plainness(title: str, words: frozenset[str]) -> int:
    """Rank children that add nothing: the unspecified one first, "other" ones last."""
    lower = title.lower()
    score = 0
    if "unspecified" in lower or "without" in lower:
        score += 2
    if "status unknown" in lower:
        score += 3
    if "other" in lower or "elsewhere" in lower:
        score -= 4
    if "initial encounter" in lower:
        score += 2
    if "subsequent" in lower or "sequela" in lower:
        score -= 2
    if "open" in lower and "open" not in words:
        score -= 3
    if "nondisplaced" in lower:
        score -= 1
    if any(s in lower for s in ("delayed", "nonunion", "malunion")):
        score -= 3
    if SIDES & title_words(title) and not SIDES & words:
        score -= 5
    return score
