"""Trigger phrases of assertions, and where they stand in a sentence.

The phrases are data: `code_sets/assertion`, whose README says what its columns mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.errors import CodeSetFileError
from coding_assist.finding.mention import Assertion
from coding_assist.reading.reader import tokenizer
from coding_assist.reading.words import make_words

LONGEST_REACH = 100
"""No trigger reaches over more words than this."""

_CLOSING = frozenset(
    ", ; . ? ! ) ( - and or but at on in by after with since as when today to while".split()
)
"""What follows a trigger that ends its item: "fever: no, ...", "pneumonia possible in ..."."""
_FULL_STOPS = frozenset({".", "!", ")"})
_UNITS = frozenset("one two three four five six seven eight nine ten several few many".split())


_SCOPES = frozenset({"", "after", "before", "either", "self"})
_KINDS = frozenset({"", "condition", "procedure"})
_COLUMNS = ["phrase", "assertion", "scope", "reach", "of"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the table: what a phrase asserts, or which scopes it ends."""

    asserts: Assertion | None
    ends: frozenset[Assertion]
    direction: str
    until: str
    reach: int
    of: str


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger in a sentence, and whether it speaks of what stands before it."""

    at: int
    end: int
    trigger: Trigger
    is_back: bool


def triggers_in(norms: Sequence[str]) -> list[Found]:
    """Find trigger phrases, the longest at each place; a longer one hides those in it."""
    shapes, places = _shapes(norms)
    found: list[Found] = []
    at = 0
    while at < len(shapes):
        after, triggers = _longest(shapes, at)
        start, end = places[at], places[after]
        found += [Found(start, end, t, _speaks_back(norms, start, end, t)) for t in triggers]
        at = max(after, at + 1)
    return found


def _longest(shapes: Sequence[str], at: int) -> tuple[int, Sequence[Trigger]]:
    """Give the rows of the longest phrase that begins here, and where it ends."""
    node: _Node | None = _triggers()
    after: int = at
    triggers: Sequence[Trigger] = ()
    for i in range(at, len(shapes)):
        node = node.next.get(shapes[i]) if node else None
        if node is None:
            break
        if node.triggers:
            after, triggers = i + 1, node.triggers
    return after, triggers


def _shapes(norms: Sequence[str]) -> tuple[list[str], list[int]]:
    """Write "n't" as "not" and numbers alike; give where each shape stands, and the end."""
    shapes: list[str] = []
    places: list[int] = []
    for i, norm in enumerate(norms):
        if norm == "t" and shapes and norms[i - 1] == "n":
            shapes[-1] = "not"
            continue
        shapes.append(_shape(norm))
        places.append(i)
    return shapes, [*places, len(norms)]


def _shape(norm: str) -> str:
    """Write years and numbers alike, as the table does."""
    if norm in _UNITS:
        return "NUMBER"
    if not norm.isdigit():
        return norm
    return "YEAR" if len(norm) == 4 and norm[:2] in ("19", "20") else "NUMBER"


def _speaks_back(norms: Sequence[str], start: int, end: int, trigger: Trigger) -> bool:
    """Tell whether the trigger is about what stands before it: "fever: no", "PE, unlikely"."""
    if trigger.direction != "either":
        return trigger.direction == "before"
    if start == 0 or norms[start - 1] == ";":
        return False
    is_last = end >= len(norms) or norms[end] in _FULL_STOPS
    return is_last or (norms[end] in _CLOSING and norms[start - 1] != ",")


@dataclass(frozen=True, slots=True)
class _Node:
    """What the words read so far mean, and which words may go on: the phrases as a tree."""

    triggers: list[Trigger] = field(default_factory=list)
    next: dict[str, "_Node"] = field(default_factory=dict)


@cache
def _triggers() -> _Node:
    """Load the triggers.

    Raises:
        CodeSetFileError: a row has an assertion, scope or kind that is not known.
    """
    root = _Node()
    for row in read_table("assertion", "triggers.tsv", _COLUMNS):
        phrase, *rest = row
        node = root
        for part in phrase.split():
            for word in _words(part):
                node = node.next.setdefault(word, _Node())
        node.triggers.append(_trigger(phrase, *rest))
    return root


def _trigger(phrase: str, assertion: str, scope: str, reach: str, of: str) -> Trigger:
    name, _, ended = assertion.partition(":")
    direction, _, until = scope.partition(" ")
    try:
        asserts = None if name in ("end", "pseudo") else Assertion(name)
        ends = frozenset(Assertion(e) for e in ended.split("|") if e)
    except ValueError as e:
        raise CodeSetFileError(f"triggers: {phrase!r}: no known assertion.") from e
    if name == "end" and not ended:
        ends = frozenset(Assertion)
    if direction not in _SCOPES or until not in ("", "comma", "end") or of not in _KINDS:
        raise CodeSetFileError(f"triggers: {phrase!r}: no known scope.")
    return Trigger(asserts, ends, direction, until, min(int(reach or 0), LONGEST_REACH), of)


@cache
def _words(part: str) -> tuple[str, ...]:
    """Give part of a phrase just as the reader would; YEAR and NUMBER stand for any."""
    if part in ("YEAR", "NUMBER"):
        return (part,)
    tokens = [(t.idx, t.text) for t in tokenizer().make_doc(part)]
    return tuple(_shapes([w.norm for w in make_words(tokens, "")])[0])
