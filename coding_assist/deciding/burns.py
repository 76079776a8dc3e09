"""Burns by site, side and degree, as a sentence lists them.

Burns of one site and side are classified to the highest degree (ICD-10-CM Official Guidelines
FY2026, I.C.19.d.2); T30 is for burns whose site is not stated (I.C.19.d.5). The sites of T20 to
T25 are data: `code_sets/rules/burn_sites.tsv`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.from_words import named
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.reading.document import Sentence
from coding_assist.reading.normal_form import normal_words

HIGHEST = Standing("lower_degree", "I.C.19.d.2")
_DEGREES = {"first": 1, "second": 2, "third": 3, "partial": 2, "full": 3, "superficial": 1}
_MEASURES = frozenset({"degree", "thickness"})
_BURNS = frozenset({"burn", "scald"})
_UNTRUE = frozenset("no not denies denied without never risk family old history".split())
_SIDES = {"right": "1", "left": "2"}
_SURE = 0.03
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class _Site:
    category: str
    digit: str
    sided: bool


@dataclass(frozen=True, slots=True)
class _Burn:
    site: _Site
    side: str
    degree: int
    at: int
    end: int


def code_burns(draft: Draft, case: Case) -> Draft:
    """Add each burn whose site and degree are told, and keep the highest degree of a site."""
    found = [s for n, text in enumerate(case.document.sentences) for s in _burns(case, n, text)]
    draft = _with_highest(draft.add(found))
    sited = any(s.code.code < "T26" and s.code.code >= "T20" for s in draft.sure(case))
    if not sited:
        return draft
    return draft.withhold({id(s): HIGHEST for s in draft.kept if s.code.code.startswith("T30")})


def _with_highest(draft: Draft) -> Draft:
    best: dict[str, int] = {}
    for s in draft.kept:
        if _is_burn(s.code):
            best[_place(s.code)] = max(best.get(_place(s.code), 0), int(s.code.code[4]))
    return draft.withhold(
        {
            id(s): HIGHEST
            for s in draft.kept
            if _is_burn(s.code) and int(s.code.code[4]) < best[_place(s.code)]
        }
    )


def _is_burn(code: Code) -> bool:
    return code.system is CodeSystem.ICD10CM and "T20" <= code.code[:3] <= "T25" and code.billable


def _place(code: Code) -> str:
    """Give category, site and side; the degree stands between, and corrosions have others."""
    return f"{code.code[:3]}{int(code.code[4]) > 3}{code.code[5:7]}"


def _burns(case: Case, number: int, sentence: Sentence) -> Iterator[Scored]:
    norms = [w.norm for w in sentence.words]
    if _BURNS.isdisjoint(norms) or _UNTRUE & set(norms) or _MEASURES.isdisjoint(norms):
        return
    start = 0
    for end in [*(i for i, w in enumerate(norms) if w == ";"), len(norms)]:
        for burn in _listed(norms, start, end):
            code = _code(case, burn)
            if code:
                score = case.minimum + _SURE
                yield named(code, score, sentence, number, burn.at, burn.end)
        start = end + 1


def _code(case: Case, burn: _Burn) -> Code | None:
    last = f"{burn.side or 9}A" if burn.site.sided else "XA"
    return case.store.find(
        CodeSystem.ICD10CM, f"{burn.site.category}.{burn.degree}{burn.site.digit}{last}"
    )


def _listed(norms: Sequence[str], start: int, end: int) -> Iterator[_Burn]:
    """Yield the burns of a clause; a degree holds for the sites after it, or right before."""
    waiting: list[_Burn] = []
    degree, side, is_new = 0, "", False
    at = start
    while at < end:
        site, length = _site(norms, at)
        if site:
            burn = _Burn(site, side, degree, at, at + length)
            (waiting.append(burn) if not degree else None)
            if degree:
                yield burn
            side, is_new = "", True
        elif norms[at] in _SIDES:
            side = _SIDES[norms[at]]
        elif norms[at] in _DEGREES and not _MEASURES.isdisjoint(norms[at : at + 5]):
            degree = _DEGREES[norms[at]] if is_new else max(degree, _DEGREES[norms[at]])
            is_new = False
        at += length or 1
    if degree:
        yield from (replace(b, degree=degree) for b in waiting)


def _site(norms: Sequence[str], at: int) -> tuple[_Site | None, int]:
    for length in range(_LONGEST, 0, -1):
        found = _sites().get(tuple(norms[at : at + length]))
        if found:
            return found, length
    return None, 0


@cache
def _sites() -> Mapping[tuple[str, ...], _Site]:
    rows = read_table("rules", "burn_sites.tsv", ["site", "category", "digit", "sided"])
    return MappingProxyType(
        {
            tuple(normal_words(site)): _Site(category, digit, sided == "yes")
            for site, category, digit, sided in rows
        }
    )
