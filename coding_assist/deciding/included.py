"""Services that another one of the same session includes.

A scope that treats includes the look, a panel its tests, critical care the blood draw (NCCI Policy
Manual, chapter I). Which, is data: the column `within` of the procedure tables.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import combinations
from types import MappingProxyType

from coding_assist.codes import Code, CodeStore
from coding_assist.codes.starter import read_starter
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.matching.terms import wordings
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.reading.normal_form import STOP_WORDS
from coding_assist.suggestion import Finding

INCLUDED = Standing("included_procedure", "NCCI")
_MARGIN = 0.35
"""What is scored so much lower does not make a better supported code superfluous."""
_SURGERY = ("10004", "69999")


def withhold_included(draft: Draft, case: Case) -> Draft:
    """Withhold what is included, and name what was included without being coded."""
    over: dict[tuple[CodeSystem, str], Scored] = {
        (s.code.system, code): s
        for s in reversed(draft.kept)
        if s.code.system is not CodeSystem.ICD10CM
        for code in case.store.within(s.code)
    }
    gone = {id(s): INCLUDED for s in draft.kept if _is_over(over, s)}
    draft = draft.withhold(gone)
    named = [(o, INCLUDED) for s in draft.sure_procedures(case) for o in _named_within(s, case)]
    known = {(s.code.system, s.code.code) for s, _ in draft.withheld}
    known |= {(s.code.system, s.code.code) for s in draft.kept}
    new = {o.code.code: (o, why) for o, why in named if (o.code.system, o.code.code) not in known}
    return draft.hold_back(new.values())


def _is_over(over: dict[tuple[CodeSystem, str], Scored], s: Scored) -> bool:
    """Tell whether a code at least nearly as sure includes this one."""
    whole = over.get((s.code.system, s.code.code))
    return whole is not None and whole.score > s.score - _MARGIN


def _named_within(s: Scored, case: Case) -> Iterator[Scored]:
    """Yield included codes whose full name stands in the sentence of the code itself."""
    if not _SURGERY[0] <= s.code.code <= _SURGERY[1]:
        return
    here = {c.mention.sentence for c in s.candidates}
    norms = [{w.norm for w in case.document.sentences[i].words} for i in here]
    for name in case.store.within(s.code):
        terms = _terms(name)
        if any(term and term <= words for term in terms for words in norms):
            code = case.store.find(s.code.system, name)
            if code is not None:
                yield Scored(code, s.score, s.candidates)


def ask_whether_distinct(draft: Draft, case: Case) -> Draft:
    """Ask of two procedures of one kind whether they were at separate sites.

    Modifier 59 (or XS) says so; whether it holds is for a person to say, so it is a question and
    never advice (NCCI Policy Manual, chapter I, section E).
    """
    sure = [s for s in draft.sure_procedures(case) if _SURGERY[0] <= s.code.code <= _SURGERY[1]]
    pairs = [
        (one.code.code, other.code.code)
        for one, other in combinations(sorted(sure, key=lambda s: s.code.code), 2)
        if _are_of_one_kind(case.store, one.code, other.code)
    ]
    return draft.find(*(_question(*pair) for pair in pairs))


def _are_of_one_kind(store: CodeStore, one: Code, other: Code) -> bool:
    """Tell whether two procedures include the same look and neither includes the other."""
    ones, others = set(store.within(one)), set(store.within(other))
    apart = one.code not in others and other.code not in ones
    return apart and one.code[:3] == other.code[:3] and bool(ones & others)


def _question(one: str, other: str) -> Finding:
    return Finding(
        level="info",
        rule="distinct_procedures",
        codes=(one, other),
        message=f"Were {one} and {other} done at separate lesions or sites? "
        "Only then may modifier 59 or XS be considered.",
        guideline="NCCI ch. 1, E",
    )


@lru_cache(maxsize=5000)
def _terms(code: str) -> tuple[frozenset[str], ...]:
    """Give the full names of a code, each as its words."""
    plain = [t for t in _names().get(code, ()) if " & " not in t]
    return tuple(
        frozenset(words) - STOP_WORDS for term in plain for words in wordings(term) if words
    )


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({e.code.code: e.terms for e in read_starter(CodeSystem.CPT)})
