"""Find the vocabulary's terms in a sentence, word order free.

A term is found where all its words stand close together and what stands between them is
little words, qualifiers, or a list that they are part of.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding_assist.matching.lexicon import Lexicon
from coding_assist.matching.terms import Term
from coding_assist.note import CodeSystem
from coding_assist.reading.document import Word
from coding_assist.reading.normal_form import STOP_WORDS
from coding_assist.reading.word_lists import word_list

_MOST_BETWEEN = 5
_JOINERS = frozenset({"and", "or", ",", "/", "&", "plus"})
_OWN_WORDS = frozenset({"metastatic", "metastasis", "metastasized", "spread"})
"""What begins another thing: "colon cancer metastatic to the liver" is no liver cancer."""
_COUPLING = _JOINERS | {"with"}
_LINKS = frozenset("of in to at over on around involving for with from within about along".split())
_REPORTED = frozenset("found noted seen identified located".split())
"""What may stand between a condition and the link to its site: "adenoma found in the colon"."""
_TUMORS = frozenset("cancer carcinoma adenocarcinoma melanoma sarcoma disease tumor".split())
_UNITS = frozenset("mg milligram mcg microgram g gram ml milliliter unit mu cm mm fr".split())
"""A dose or size may stand within a term: "ketorolac 30 mg IM"."""
_SAME_SITE = frozenset({"shaft", "joint", "neck", "head", "region", "plateau"})
_ADJECTIVES = ("ive", "ic", "al", "ous", "ary", "oid", "ar", "ated", "ized")
"""Endings of qualifiers that may stand within a term: "acute suppurative appendicitis"."""
_MARKS = frozenset({",", "(", ")", "-", ":", "/", "'", '"', "’"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Terms of one code system found: positions of their words in the sentence, ascending."""

    positions: tuple[int, ...]
    terms: tuple[Term, ...]
    between: int

    @property
    def first(self) -> int:
        """Position of the first word."""
        return self.positions[0]

    @property
    def last(self) -> int:
        """Position of the last word."""
        return self.positions[-1]


def look_up(words: Sequence[Word], lexicon: Lexicon) -> tuple[list[Hit], ...]:
    """Give the terms found in a sentence, a list for each code system, in order.

    A term within a longer one of its system is left out.
    """
    by_system: dict[CodeSystem, list[Hit]] = {}
    for hit in _found(words, lexicon):
        by_system.setdefault(hit.terms[0].system, []).append(hit)
    return tuple(_longest(_within_items(words, by_system[s])) for s in sorted(by_system))


def _within_items(words: Sequence[Word], hits: list[Hit]) -> list[Hit]:
    """Leave out hits that reach across a comma into the middle of the next list item."""
    commas = [i for i, w in enumerate(words) if w.norm == ","]
    if not commas:
        return hits
    return [h for h in hits if not any(_breaks_off(words, h, other, commas) for other in hits)]


def _breaks_off(words: Sequence[Word], hit: Hit, other: Hit, commas: Sequence[int]) -> bool:
    """Tell whether a hit ends within another that is all of the next item.

    "HTN, chronic diastolic heart failure" is no diastolic hypertension; "diabetic ketoacidosis,
    type 1 DM" leaves nothing of "type 1 DM" that it does not say.
    """
    ends_in = hit.last in other.positions and hit.last + 1 in other.positions
    if not ends_in or not any(hit.first < comma < other.first for comma in commas):
        return False
    said = {words[p].norm for p in hit.positions}
    last, after = words[hit.last], words[hit.last + 1]
    may_share = last.norm in word_list("sites") and last.start != after.start
    return not may_share and any(words[p].norm not in said for p in other.positions)


def _found(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Hit]:
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        places.setdefault(word.norm, []).append(i)
    found: dict[tuple[CodeSystem, tuple[int, ...]], list[Term]] = {}
    for i, word in enumerate(words):
        for term in lexicon.terms(word.norm):
            positions = _positions(term.words, i, places)
            if positions and (len(positions) == 1 or _holds_together(words, positions, term)):
                found.setdefault((term.system, positions), []).append(term)
    for (_, positions), terms in found.items():
        best = sorted(terms, key=lambda t: -t.source)
        yield Hit(positions, tuple(best), _between(words, positions))


def _positions(
    term: Sequence[str], at: int, places: Mapping[str, Sequence[int]]
) -> tuple[int, ...]:
    """Give where the term's words stand, each at its place nearest to `at`, or nothing."""
    positions = [at]
    for word in term[1:]:
        here = places.get(word)
        if not here:
            return ()
        positions.append(min(here, key=lambda p: (abs(p - at), p < at)))
    positions.sort()
    span = positions[-1] - positions[0]
    return tuple(positions) if span < 2 * len(positions) + 2 * _MOST_BETWEEN else ()


def _holds_together(words: Sequence[Word], positions: Sequence[int], term: Term) -> bool:
    return all(
        right - left == 1 or _bridges(words, left, right, term)
        for left, right in itertools.pairwise(positions)
    )


def _bridges(words: Sequence[Word], left: int, right: int, term: Term) -> bool:
    """Tell whether what stands between two words of a term leaves them together.

    Qualifiers and little words do. A joiner does where both sides of it share the rest:
    "pain and swelling of the knee", "knee and hip pain", not "chest pain and knee swelling".
    """
    gap = [w.norm for w in words[left + 1 : right]]
    if sum(w not in STOP_WORDS and w not in _MARKS for w in gap) > _MOST_BETWEEN:
        return False
    if any(w in _OWN_WORDS and w not in term.words for w in gap):
        return False
    sites, modifiers = word_list("sites"), word_list("modifiers")
    loose = STOP_WORDS | _MARKS | _UNITS | sites | modifiers
    strange = [w for w in gap if w not in loose and w not in term.words and not w.isdigit()]
    joined = any(w in _JOINERS for w in gap)
    linked = any(w in _LINKS for w in gap)
    left_is_site, right_is_site = words[left].norm in sites, words[right].norm in sites
    if not joined:
        if linked:
            strange = [w for w in strange if w not in _said_of(term)]
        return all(w.endswith(_ADJECTIVES) for w in strange)
    if term.is_joined and all(w in _COUPLING for w in gap):
        return True
    if right_is_site and not left_is_site:
        if not strange and "and" not in gap and "or" not in gap and _ends_item(words, right, term):
            return True  # "osteoarthritis, right knee"
        return linked and len(strange) < 2 and (not strange or _heads_a_list(gap, strange[0]))
    if left_is_site and not right_is_site:
        others = any(w in sites for w in gap)
        return len(strange) == 0 or (len(strange) == 1 and not others)
    return not strange and ("," in gap or "(" in gap) and "and" not in gap and "or" not in gap


def _said_of(term: Term) -> frozenset[str]:
    """Give what may stand between a term's words where a link leads on to the site."""
    return _REPORTED | _TUMORS if "metastatic" in term.words else _REPORTED


def _ends_item(words: Sequence[Word], at: int, term: Term) -> bool:
    """Tell whether nothing follows a site, or the term's words for it, that it could belong to."""
    own = _SAME_SITE.union(term.words)
    while at + 1 < len(words) and words[at + 1].norm in own:
        at += 1
    after = words[at + 1].norm if at + 1 < len(words) else "."
    return after in _MARKS or after in STOP_WORDS or not after.isalnum()


def _heads_a_list(gap: Sequence[str], head: str) -> bool:
    """Tell whether a second condition stands behind a joiner, before the shared site."""
    at = gap.index(head)
    return any(w in _JOINERS for w in gap[:at]) and any(w in _LINKS for w in gap[at:])


def _between(words: Sequence[Word], positions: Sequence[int]) -> int:
    inside = words[positions[0] : positions[-1] + 1]
    return sum(w.norm not in STOP_WORDS and w.norm not in _MARKS for w in inside) - len(positions)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the hits of most words; a word is shared only where it is a site."""
    kept: list[Hit] = []
    taken: dict[int, Hit] = {}
    order = sorted(
        hits, key=lambda h: (-len(h.positions), h.between, -h.terms[0].source, h.positions)
    )
    for hit in order:
        rivals = {id(taken[p]): taken[p] for p in hit.positions if p in taken}
        if any(not _may_share(hit, rival) for rival in rivals.values()):
            continue
        kept.append(hit)
        for p in hit.positions:
            taken.setdefault(p, hit)
    return sorted(kept, key=lambda h: h.positions)


def _may_share(hit: Hit, rival: Hit) -> bool:
    """Two hits may share a word when each has words of its own: a site, or a shared head."""
    own = set(hit.positions) - set(rival.positions)
    return bool(own) and bool(set(rival.positions) - set(hit.positions)) and hit.between > 0
