"""Assertion: whether what a mention names is present, denied, past, of another, or only meant.

The way of ConText (Harkema et al. 2009): trigger phrases with a scope before or after them,
and words that end a scope. Time grows with the sentence's length, never its square.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coding_assist.finding.mention import Assertion
from coding_assist.finding.triggers import LONGEST_REACH, Found, triggers_in
from coding_assist.reading.document import Sentence
from coding_assist.reading.normal_form import STOP_WORDS

_REACH = {
    Assertion.NEGATED: 25,
    Assertion.UNCERTAIN: 8,
    Assertion.HISTORICAL: 25,
    Assertion.FAMILY: 15,
    Assertion.OTHER_PERSON: 8,
    Assertion.HYPOTHETICAL: 12,
    Assertion.PLANNED: 9,
}
_REACH_BACK = 8
_PRECEDENCE = (
    Assertion.NEGATED,
    Assertion.FAMILY,
    Assertion.OTHER_PERSON,
    Assertion.HYPOTHETICAL,
    Assertion.PLANNED,
    Assertion.UNCERTAIN,
    Assertion.HISTORICAL,
)
_SECTIONS = {"family_history": Assertion.FAMILY, "working_diagnosis": Assertion.UNCERTAIN}
"""What a heading alone asserts; "working diagnosis" is a term of doubt (FY2026, IV.H)."""
_HARD_STOPS = frozenset({";", "•"})
_JOINERS = frozenset({"or", "nor"})
_JOINERS_BACK = frozenset({"or", "nor", "and", "&", "etc"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Word positions of a sentence over which an assertion holds.

    Attributes:
        assertion: what holds.
        start, end: where, half-open.
        of: "condition" or "procedure" where it holds of these alone, else "".
        cue: positions of the trigger's own words; a mention made of them ("family history
            of breast cancer" as a whole) is not under it.
        is_self: holds of nothing but the trigger's own words; a mention that says more than
            them ("diabetes without complications") is not under it.
    """

    assertion: Assertion
    start: int
    end: int
    of: str = ""
    cue: tuple[int, ...] = ()
    is_self: bool = False


def find_scopes(sentence: Sentence) -> tuple[Scope, ...]:
    """Find over which words of the sentence which assertion holds, in order of their start."""
    norms = [w.norm for w in sentence.words]
    found = triggers_in(norms)
    walls = _Walls(norms, found)
    scopes = [scope for f in found if f.trigger.asserts for scope in _scope(norms, f, walls)]
    default = _SECTIONS.get(sentence.section.kind)
    if default:
        starts = range(0, len(norms), LONGEST_REACH)
        scopes += [Scope(default, at, min(at + LONGEST_REACH, len(norms))) for at in starts]
    return tuple(sorted(scopes, key=_start))


def assertion_of(
    scopes: Sequence[Scope], positions: Sequence[int], *, is_procedure: bool
) -> Assertion:
    """Give the assertion of a mention at these word positions; the gravest of several."""
    of = ("", "procedure" if is_procedure else "condition")
    low = bisect_left(scopes, min(positions) - LONGEST_REACH, key=_start)
    high = bisect_right(scopes, max(positions), key=_start)
    holding = {s.assertion for s in scopes[low:high] if s.of in of and _covers(s, positions)}
    return next((a for a in _PRECEDENCE if a in holding), Assertion.PRESENT)


def _covers(scope: Scope, positions: Sequence[int]) -> bool:
    if scope.is_self:
        return all(scope.start <= p < scope.end for p in positions)
    return any(scope.start <= p < scope.end for p in positions) and not any(
        p in scope.cue for p in positions
    )


def _start(scope: Scope) -> int:
    return scope.start


class _Walls:
    """Where the scopes of each assertion must stop. Positions are ascending, for bisection."""

    def __init__(self, norms: Sequence[str], found: Sequence[Found]) -> None:
        self._commas = _places(norms, frozenset({","}))
        self._joiners = _places(norms, _JOINERS)
        self._joiners_back = _places(norms, _JOINERS_BACK)
        self._hard = _places(norms, _HARD_STOPS)
        cues = {f.end for f in found}
        colons = [i for i, w in enumerate(norms) if w == ":" and i not in cues]
        labels = [self._item_start(i) for i in colons]
        self._ends: dict[Assertion, list[int]] = {}
        self._ends_back: dict[Assertion, list[int]] = {}
        for assertion in {f.trigger.asserts for f in found if f.trigger.asserts}:
            ends = [f for f in found if _ends(f, assertion, norms)]
            starts = [self._item_start(f.at) if f.is_back else f.at for f in ends]
            self._ends[assertion] = sorted(starts + labels)
            self._ends_back[assertion] = sorted(f.end for f in ends)

    def _item_start(self, at: int) -> int:
        """Give where the list item that holds this position begins."""
        return max(_last(self._commas, at), _last(self._hard, at)) + 1

    def after(self, found: Found, assertion: Assertion, limit: int) -> tuple[int, int]:
        """Give the words after the trigger that it reaches."""
        start, until = found.end, found.trigger.until
        end = _first(self._ends[assertion], start, limit)
        if until != "end":
            end = _first(self._hard, start, end)
        comma = _first(self._commas, start, end)
        if until == "comma" and _first(self._joiners, comma, end) >= end:
            return start, comma
        return start, end

    def before(self, found: Found, assertion: Assertion) -> tuple[int, int]:
        """Give the words before the trigger that it reaches; a list only where it has its "and"."""
        end = found.at
        if found.trigger.direction == "either" and _last(self._commas, end) == end - 1:
            end -= 1
        ends = self._ends_back[assertion]
        at = bisect_right(ends, end)
        limit = max(0, end - (found.trigger.reach or _REACH_BACK))
        start = max(limit, _last(self._hard, end) + 1, ends[at - 1] if at else 0)
        comma = _last(self._commas, end)
        if found.trigger.direction == "either" or _last(self._joiners_back, end) < comma:
            start = max(start, comma + 1)
        return start, end


def _places(norms: Sequence[str], words: frozenset[str]) -> list[int]:
    return [i for i, w in enumerate(norms) if w in words]


def _first(places: Sequence[int], start: int, limit: int) -> int:
    """Give the first of the ascending places from `start` on, or `limit`."""
    at = bisect_left(places, start)
    return min(places[at], limit) if at < len(places) else limit


def _last(places: Sequence[int], before: int) -> int:
    """Give the last of the ascending places before this one, or -1."""
    at = bisect_left(places, before)
    return places[at - 1] if at else -1


def _scope(norms: Sequence[str], found: Found, walls: _Walls) -> Iterator[Scope]:
    """Give the scope of a trigger, if any words are in it."""
    trigger = found.trigger
    if trigger.asserts is None:
        return
    if trigger.direction == "self":
        start, end = found.at, found.end
    elif found.is_back:
        start, end = walls.before(found, trigger.asserts)
    else:
        limit = min(len(norms), found.end + (trigger.reach or _REACH[trigger.asserts]))
        start, end = walls.after(found, trigger.asserts, limit)
    if start < end:
        is_self = trigger.direction == "self"
        yield Scope(trigger.asserts, start, end, trigger.of, _cue(norms, found), is_self)


def _cue(norms: Sequence[str], found: Found) -> tuple[int, ...]:
    """Give the words of the trigger that make a mention its own.

    Of a negation only the first: "history of breast cancer" is denied by "no history of",
    "triple negative breast cancer" not by its "negative".
    """
    if found.trigger.direction == "self":
        return ()
    if found.trigger.asserts is Assertion.NEGATED:
        return (found.at,)
    return tuple(i for i in range(found.at, found.end) if norms[i] not in STOP_WORDS)


def _ends(found: Found, assertion: Assertion, norms: Sequence[str]) -> bool:
    """Tell whether a trigger ends such scopes: it says so, or begins a clause after a comma."""
    if found.trigger.asserts is None:
        return assertion in found.trigger.ends
    opens = not found.is_back and found.at > 0 and norms[found.at - 1] == ","
    return opens and assertion is Assertion.NEGATED and found.trigger.asserts is not assertion
