"""Codes that say more than an unspecified one: its siblings, at every level that is unspecified.

Which axis they differ by is read from the titles (ICD-10-CM Official Guidelines FY2026, I.B.2,
I.B.18: code to the highest degree of specificity documented).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from coding_assist.codes import Code, CodeStore
from coding_assist.deciding.axes import closed_values, open_axis, unsaid
from coding_assist.matching.wording import title_words

_OTHER = re.compile(r"^other\b|\bother (?:specified|sites?|forms?)\b|\bencounter\b")
_ACROSS = ("acuity", "severity")
"""Axes that the classification splits over categories: J20, J40 and J42; E43, E44 and E46."""
_UNTOLD = "not specified as"
_INJURIES = ("S", "T", "O", "P", "Q")
"""Chapters that have these axes within their categories, or not at all."""
_ENDING = 4
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=20_000)
def kin_of(store: CodeStore, code: Code) -> Mapping[str, tuple[Code, ...]]:
    """Give the billable codes that an answer on an axis would lead to, by axis.

    Args:
        store: the code tables.
        code: a suggested code; one that leaves nothing unspecified has no kin.
    """
    found: dict[str, tuple[Code, ...]] = {}
    node = code
    for parent in store.ancestors(code):
        if not unsaid(node.title):
            break
        if unsaid(node.title) > unsaid(parent.title):
            for axis, codes in _level(store, code, node, parent).items():
                found.setdefault(axis, codes)
        node = parent
    if unsaid(code.title) and not found:
        found |= _elsewhere(store, code)
    return MappingProxyType(found)


def _level(
    store: CodeStore, code: Code, node: Code, parent: Code
) -> Mapping[str, tuple[Code, ...]]:
    """Part the siblings of one level by axis; an axis needs two answers that differ."""
    siblings = [c for c in store.children(parent) if c != node and _says_more(c, code)]
    closed: dict[str, dict[Code, None]] = {}
    for sibling in siblings:
        for axis in _gained(sibling, node):
            answers = _answers(store, sibling, code, node, axis)
            closed.setdefault(axis, {}).update(dict.fromkeys(answers))
    told = {axis: tuple(codes) for axis, codes in closed.items() if _differ(codes, axis)}
    if told:
        return told
    kindred = [c for c in siblings if _is_kindred(c, code, parent)]
    known = title_words(node.title) | title_words(parent.title)
    axis = open_axis(node.title, [title_words(c.title) - known for c in kindred])
    found = dict.fromkeys(a for c in kindred for a in _answers(store, c, code, node, ""))
    return {axis: tuple(found)} if len(found) > 1 else {}


def _gained(sibling: Code, node: Code) -> tuple[str, ...]:
    """Name the closed axes on which a sibling says what the unspecified code does not."""
    here = closed_values(node.title)
    values = closed_values(sibling.title).items()
    return tuple(axis for axis, told in values if told - here.get(axis, frozenset()))


def _differ(codes: Iterable[Code], axis: str) -> bool:
    return len({closed_values(c.title).get(axis) for c in codes}) > 1


def _says_more(sibling: Code, code: Code) -> bool:
    """Leave out "other" and unspecified siblings, and what the code itself says is absent."""
    if _OTHER.search(sibling.title.lower()):
        return False
    mine, theirs = _words(code.title), _words(sibling.title)
    absent = mine - title_words(code.title) if "without" in mine else frozenset[str]()
    return bool(theirs - mine - {"unspecified"}) and not absent & title_words(sibling.title)


def _is_kindred(sibling: Code, code: Code, parent: Code) -> bool:
    """Leave out what names another condition.

    Atrial flutter is no kind of atrial fibrillation, though both stand under I48; nor is a
    lipoprotein deficiency a hyperlipidemia, whose kinds end alike.
    """
    mine, theirs = title_words(code.title), title_words(sibling.title)
    shared = mine & title_words(parent.title)
    if shared and 2 * len(shared & theirs) <= len(shared):
        return False
    endings = {w[-_ENDING:] for w in mine if len(w) > _ENDING}
    return bool(mine & theirs) or any(w[-_ENDING:] in endings for w in theirs)


def _answers(store: CodeStore, top: Code, code: Code, node: Code, axis: str) -> Iterator[Code]:
    """Yield the billable codes at or below a sibling that say no more than the axis asks."""
    if top.billable:
        yield top
        return
    same = store.find(top.system, top.code + code.code[len(node.code) :])
    tail = _words(code.title) - _words(node.title)
    if same and same.billable and tail and tail <= _words(same.title):
        yield same
        return
    children = store.children(top)
    split = [c for c in children if axis in _gained(c, top)] if axis else []
    for child in (*_plain(children, code, top), *split):
        yield from _answers(store, child, code, node, axis)


def _plain(children: tuple[Code, ...], code: Code, top: Code) -> tuple[Code, ...]:
    """Give the children that add least to what the suggested code says."""
    if "unilateral" in top.title.lower():
        return ()  # a side is what is asked for
    said = _words(code.title)
    likeness = {
        c: (unsaid(c.title) > unsaid(top.title), len(_words(c.title) & said)) for c in children
    }
    best = max(likeness.values())
    return tuple(c for c, like in likeness.items() if like == best)


def _elsewhere(store: CodeStore, code: Code) -> Mapping[str, tuple[Code, ...]]:
    """Find in the chapter what is titled like the code but for a value: acute, chronic."""
    core = title_words(code.title)
    if not core or code.code.startswith(_INJURIES):
        return {}
    near = store.titled(code.system, code.code[0], max(core, key=lambda w: (len(w), w)))
    alike = [c for c in near if c.billable and c != code and _is_titled_alike(store, c, core)]
    found = {
        axis: _one_a_value(alike, axis)
        for axis in _ACROSS
        if _UNTOLD in code.title or axis not in closed_values(code.title)
    }
    return {axis: codes for axis, codes in found.items() if len(codes) > 1}


def _is_titled_alike(store: CodeStore, other: Code, core: frozenset[str]) -> bool:
    """Tell whether a title says the same and besides it no more than values."""
    words = title_words(other.title)
    values = {w for told in closed_values(other.title).values() for v in told for w in v.split()}
    above = frozenset(w for a in store.ancestors(other) for w in title_words(a.title))
    return bool(values) and words - values <= core <= words | above


def _one_a_value(codes: Sequence[Code], axis: str) -> tuple[Code, ...]:
    """Give for each value the plainest code: an unspecified one, of a short title."""
    found: dict[frozenset[str], Code] = {}
    for code in sorted(codes, key=lambda c: (-unsaid(c.title), len(c.title), c.code)):
        told = closed_values(code.title)
        if set(told) == {axis}:
            found.setdefault(told[axis], code)
    return tuple(found.values())


@lru_cache(maxsize=50_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower()))
