"""Sides: one bilateral code where both sides have it, and the side the note documents.

"If a patient has a bilateral condition ... and there is a bilateral code", that one; the
unspecified side only where no provider of the record says which (ICD-10-CM Official Guidelines
FY2026, I.B.13).
"""

import re
from collections.abc import Iterator

from coding_assist.codes import Code
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.finding.sides import PAIRED
from coding_assist.matching.wording import SIDES, title_words
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.reading.document import Sentence

BOTH = Standing("bilateral_code", "I.B.13")
SIDED = Standing("less_specific", "I.B.13")
_OPEN_SIDE = re.compile(r"\bunspecified (?!site|part|degree|type)", re.IGNORECASE)
_RIGHT = re.compile(r"\bright\b")
_HEALTHY = frozenset("normal unremarkable negative intact nontender uninvolved unaffected".split())
_DOMINANCE = frozenset({"dominant", "dominance", "handed", "hander"})
_AFTER = 3
_LEAST_RIVAL = 0.1
_NEARLY = 0.1
"""A side that scores less is hardly said to have it."""


def settle_sides(draft: Draft, case: Case) -> Draft:
    """Join two sides into the bilateral code, and give the side that the note gives the site."""
    for s in draft.kept:
        if s.code.system is not CodeSystem.ICD10CM:
            continue
        draft = _joined(draft, case, s)
        if _OPEN_SIDE.search(s.code.title) and not SIDES & title_words(s.code.title):
            draft = _sided(draft, case, s)
    return draft


def _joined(draft: Draft, case: Case, right: Scored) -> Draft:
    title = right.code.title.lower()
    if not _RIGHT.search(title) or not right.code.parent:
        return draft
    parent = case.store.get(right.code.system, right.code.parent)
    siblings = {c.title.lower(): c for c in case.store.children(parent)}
    mirror = siblings.get(_RIGHT.sub("left", title))
    left = next((s for s in draft.kept if s.code == mirror), None)
    rest = title_words(title) - {"right"}
    both = next((c for t, c in siblings.items() if _is_of_both(t, rest)), None)
    if left is None or both is None or min(right.score, left.score) < case.minimum - _NEARLY:
        return draft
    score = max(right.score, left.score)
    gone = {id(right): BOTH, id(left): BOTH}
    return draft.withhold(gone).add([Scored(both, score, (*right.candidates, *left.candidates))])


def _is_of_both(title: str, rest: frozenset[str]) -> bool:
    """Tell whether a title is that of both sides; it need not name the eye again."""
    words = title_words(title)
    return "bilateral" in words and words - {"bilateral"} <= rest


def _sided(draft: Draft, case: Case, open_side: Scored) -> Draft:
    """Put the one code that names the side, or that the side of its site gives, in its place."""
    own = title_words(open_side.code.title)
    named = [
        s
        for s in draft.kept
        if s is not open_side
        and s.code.system is CodeSystem.ICD10CM
        and s.code.code[:3] == open_side.code.code[:3]
        and own < title_words(s.code.title)
        and not _OPEN_SIDE.search(s.code.title)
        and s.score > _LEAST_RIVAL
    ]
    if len(named) == 1:
        code = named[0].code
    else:
        found = _of_site(case, open_side) if not named else None
        if found is None:
            return draft
        code = found
    score = max(open_side.score, *(s.score for s in named), 0.0)
    instead = Scored(code, score, open_side.candidates)
    return draft.withhold({id(open_side): SIDED}).add([instead])


def _of_site(case: Case, open_side: Scored) -> Code | None:
    """Give the sibling on the side that stands right before the words, or that the site has."""
    code = open_side.code
    sites = title_words(code.title) & PAIRED
    if len(sites) != 1 or not code.parent:
        return None
    site = next(iter(sites))
    sides = _own_sides(case, open_side) or {
        side for s in case.document.sentences for side in _sides(s, site)
    }
    if len(sides) != 1:
        return None
    parent = case.store.get(code.system, code.parent)
    want = title_words(code.title) | sides
    fits = [c for c in case.store.children(parent) if title_words(c.title) == want and c.billable]
    return fits[0] if len(fits) == 1 else None


def _own_sides(case: Case, s: Scored) -> set[str]:
    before = [
        w.norm
        for c in s.candidates
        for w in case.document.sentences[c.mention.sentence].words
        if 0 < c.mention.spans[0].start - w.start <= len("right ")
    ]
    return {"left", "right"} & set(before)


def _sides(sentence: Sentence, site: str) -> Iterator[str]:
    """Yield the sides said of a site, less those called healthy and the dominant hand."""
    norms = [w.norm for w in sentence.words]
    for at, norm in enumerate(norms[:-1]):
        if norm not in ("left", "right") or norms[at + 1] != site:
            continue
        after = norms[at + 2 : at + 2 + _AFTER]
        if not _HEALTHY & set(after[:2]) and not _DOMINANCE & set(after):
            yield norm
