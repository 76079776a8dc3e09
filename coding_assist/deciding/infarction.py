"""Acute myocardial infarction: which artery, which of two, and a second within four weeks.

ICD-10-CM Official Guidelines FY2026: a STEMI that becomes an NSTEMI, or the other way round, is
coded as the STEMI (I.C.9.e.1); a new one within 28 days of another is I22 beside the I21 of the
first (I.C.9.e.4), type 2 excepted. The arteries are data: `code_sets/rules/infarct_arteries.tsv`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

EVOLVED = Standing("less_specific", "I.C.9.e.1")
SUBSEQUENT = Standing("less_specific", "I.C.9.e.4")
_ELEVATED = ("I21.0", "I21.1", "I21.2", "I21.3")
_OPEN_ARTERY = ("I21.09", "I21.19", "I21.29", "I21.3")
_BLOCKED = frozenset({"culprit", "occlusion", "occluded", "thrombus", "thrombotic", "thrombosis"})
_EVOLVES = re.compile(r"\b(?:evolv|convert|progress|turned into|became)[a-z]{0,4}", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>days?|weeks?)"
    r" (?P<how>after|following|post|ago|earlier|before)\b",
    re.IGNORECASE,
)
_NUMBERS = "zero one two three four five six seven eight nine ten".split()
_FOUR_WEEKS = 28
_AGAIN = {"I21.0": "I22.0", "I21.1": "I22.1", "I21.2": "I22.8", "I21.4": "I22.2"}


def settle_infarction(draft: Draft, case: Case) -> Draft:
    """Settle the artery, the type and the order of infarctions."""
    found = [s for s in draft.sure(case) if s.code.code.startswith((*_ELEVATED, "I21.4", "I21.9"))]
    if not found:
        return draft
    if len(found) > 1:
        evolved = _evolved(found, case)
        return draft.withhold(evolved) if evolved else _second(draft, found, case)
    return _of_artery(draft, found[0], case)


def _evolved(found: Sequence[Scored], case: Case) -> dict[int, Standing]:
    elevated = [s for s in found if s.code.code.startswith(_ELEVATED)]
    others = [s for s in found if s.code.code == "I21.4"]
    texts = [case.document.text[a:b] for a, b in _shared(elevated, others, case)]
    return {id(s): EVOLVED for s in others} if any(map(_EVOLVES.search, texts)) else {}


def _shared(ones: Sequence[Scored], others: Sequence[Scored], case: Case) -> list[tuple[int, int]]:
    """Give the sentences that name one of each."""
    one = {c.mention.sentence for s in ones for c in s.candidates}
    other = {c.mention.sentence for s in others for c in s.candidates}
    return [(case.document.sentences[n].start, case.document.sentences[n].end) for n in one & other]


def _second(draft: Draft, found: Sequence[Scored], case: Case) -> Draft:
    """Find what came within four weeks of another: the newer one is subsequent."""
    for match in _WITHIN.finditer(case.document.text):
        count = int(match["n"]) if match["n"].isdigit() else _NUMBERS.index(match["n"].lower())
        days = count * (7 if match["unit"].lower().startswith("week") else 1)
        is_after = match["how"].lower() in ("after", "following", "post")
        first = _nearest(found, match.end() if is_after else match.start(), is_after=is_after)
        new = [s for s in found if s is not first]
        if first is None or days > _FOUR_WEEKS or len(new) != 1:
            continue
        code = case.store.get(CodeSystem.ICD10CM, _AGAIN.get(new[0].code.code[:5], "I22.9"))
        again = replace(new[0], code=code)
        return draft.withhold({id(new[0]): SUBSEQUENT}).add([again])
    return draft


def _nearest(found: Sequence[Scored], at: int, *, is_after: bool) -> Scored | None:
    """Give the infarction named next after a place, or last before it."""
    places = [(c.mention.spans[0].start - at, s) for s in found for c in s.candidates]
    on_side = [(abs(d), s) for d, s in places if (d >= 0) == is_after]
    return min(on_side, key=lambda p: (p[0], p[1].code.code))[1] if on_side else None


def _of_artery(draft: Draft, s: Scored, case: Case) -> Draft:
    """Name the artery that the note says was blocked, where it supplies that wall."""
    if s.code.code not in _OPEN_ARTERY:
        return draft
    for words in ({w.norm for w in x.words} for x in case.document.sentences):
        for artery, code in _arteries() if _BLOCKED & words else ():
            if artery <= words and (s.code.code == "I21.3" or code[:5] == s.code.code[:5]):
                named = replace(s, code=case.store.get(CodeSystem.ICD10CM, code))
                return draft.withhold({id(s): EVOLVED}).add([named])
    return draft


@cache
def _arteries() -> tuple[tuple[frozenset[str], str], ...]:
    rows = read_table("rules", "infarct_arteries.tsv", ["words", "code"])
    return tuple((frozenset(words.split()), code) for words, code in rows)
