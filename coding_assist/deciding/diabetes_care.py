"""What goes with diabetes: how it is controlled, and where its ulcer is.

- Gestational diabetes says itself how it is controlled; Z79 is not added (ICD-10-CM Official
  Guidelines FY2026, I.C.15.i). Insulin counts before tablets, tablets before diet.
- Insulin given for a while, to bring the sugar down, is no long-term use (I.C.4.a.3).
- "Use additional code to identify site of ulcer" at E11.621 and E11.622: L97 by site and depth.
- A drug that harmed in long-term use takes its Z79 besides (`long_term_drugs.tsv`, I.C.21.c.3).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.named import candidate, named
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Mention
from coding_assist.finding.territory import absent
from coding_assist.matching.specificity import resolve
from coding_assist.matching.wording import SIDES
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

IN_PREGNANCY = Standing("included_in_other_code", "I.C.15.i")
TEMPORARY = Standing("temporary_treatment", "I.C.4.a.3")
OPEN = Standing("less_specific", "I.C.4.a")
_CONTROL = (
    ("4", frozenset({"insulin", "glargine", "lispro", "aspart", "detemir", "nph"})),
    ("5", frozenset({"metformin", "glyburide", "oral"})),
    ("0", frozenset({"diet", "dietary"})),
)
_DRUGS = ("Z79.4", "Z79.84", "Z79.85")
_FOR_A_WHILE = re.compile(
    r"\b(?:temporar(?:y|ily)|transient(?:ly)?|perioperative(?:ly)?|sliding scale"
    r"|(?:stopped|discontinued) (?:before|at|on|prior to) discharge"
    r"|(?:during|for) (?:this|the) (?:stay|admission|hospitali[sz]ation|encounter))\b",
    re.IGNORECASE,
)
_FOOT = ("L97.4", "L97.5")
_LASTING = frozenset({"term", "chronic", "chronically", "maintenance"})


def settle_control(draft: Draft, case: Case) -> Draft:
    """Say how gestational diabetes is controlled; withhold drugs that are not long-term ones."""
    sure = draft.sure(case)
    gestational = [s for s in sure if s.code.code.startswith("O24.4")]
    drugs = [s for s in draft.kept if s.code.code.startswith(_DRUGS)]
    if gestational:
        draft = draft.withhold({id(s): IN_PREGNANCY for s in drugs})
    elif not any(s.code.code.startswith("E10") for s in sure):
        given = {id(s): TEMPORARY for s in drugs if s.code.code == "Z79.4" and _is_brief(s, case)}
        draft = draft.withhold(given)
    for s in gestational:
        draft = _controlled(draft, s, case) if s.code.code.endswith("9") else draft
    return _long_term(draft, case)


def site_ulcers(draft: Draft, case: Case) -> Draft:
    """Add the site and depth of a diabetic ulcer, in the place of a code that says less."""
    for s in draft.sure(case):
        if s.code.code.endswith((".621", ".622")) and s.code.code.startswith("E"):
            draft = _sited(draft, s, case)
    return draft


def _sited(draft: Draft, ulcer: Scored, case: Case) -> Draft:
    """Read the site, side and depth from each sentence that names the ulcer."""
    for mention in (c.mention for c in ulcer.candidates if "ulcer" in c.mention.words):
        words = _present_words(mention, case)
        header = next((h for word, h in _sites() if word in words), "")
        if header and (header in _FOOT) == ulcer.code.code.endswith("1"):
            target = case.store.get(CodeSystem.ICD10CM, header)
            for code in (r.code for r in resolve(case.store, target, words) if r.code.billable):
                draft = _with_site(draft, ulcer, code)
    return draft


def _with_site(draft: Draft, ulcer: Scored, code: Code) -> Draft:
    """Add an ulcer code, but for one of the same place that says how deep it is."""
    place = code.code[: len("L97.42")]
    same = [s for s in draft.kept if s.code.code.startswith((place, f"{code.code[:5]}0"))]
    if any(_says_depth(s.code) and s.code != code for s in same):
        return draft
    less = [s for s in same if s.code != code]
    found = (*(c for s in less for c in s.candidates), *ulcer.candidates)
    return draft.withhold({id(s): OPEN for s in less}).add([Scored(code, ulcer.score, found)])


def _says_depth(code: Code) -> bool:
    return "unspecified severity" not in code.title


def _present_words(mention: Mention, case: Case) -> frozenset[str]:
    """Give the words of a mention's sentence that it does not call absent; of two sides its own."""
    words = case.document.sentences[mention.sentence].words
    gone = absent(words, 0, len(words) - 1)
    said = frozenset(w.norm for i, w in enumerate(words) if i not in gone)
    return said if len(said & SIDES) < 2 else said - SIDES | (mention.modifiers & SIDES)


def _sentence_words(mention: Mention, case: Case) -> frozenset[str]:
    return frozenset(w.norm for w in case.document.sentences[mention.sentence].words)


def _controlled(draft: Draft, s: Scored, case: Case) -> Draft:
    for suffix, words in _CONTROL:
        found = list(named(case, words))
        code = case.store.find(CodeSystem.ICD10CM, s.code.code[:-1] + suffix)
        if found and code is not None:
            more = tuple(candidate(code, m) for m in found)
            specific = replace(s, code=code, candidates=(*s.candidates, *more))
            return draft.withhold({id(s): IN_PREGNANCY}).add([specific])
    return draft


def _is_brief(s: Scored, case: Case) -> bool:
    """Tell whether every sentence that names the drug says that it was given for a while."""
    return all(_FOR_A_WHILE.search(text) for text in _sentences(s, case))


def _sentences(s: Scored, case: Case) -> Iterator[str]:
    for number in {c.mention.sentence for c in s.candidates}:
        sentence = case.document.sentences[number]
        yield case.document.text[sentence.start : sentence.end]


def _long_term(draft: Draft, case: Case) -> Draft:
    return draft.add(_lasting(draft.sure(case), case))


def _lasting(sure: Iterable[Scored], case: Case) -> Iterator[Scored]:
    for s in sure:
        status = next((z for t, z in _statuses() if s.code.code.startswith(t)), "")
        mentions = [
            c.mention
            for c in (s.candidates if status else ())
            if _LASTING & _sentence_words(c.mention, case)
        ]
        if mentions:
            code = case.store.get(CodeSystem.ICD10CM, status)
            yield Scored(code, s.score, tuple(candidate(code, m) for m in mentions))


@cache
def _sites() -> tuple[tuple[str, str], ...]:
    return tuple((w, h) for w, h in read_table("rules", "ulcer_sites.tsv", ["word", "header"]))


@cache
def _statuses() -> tuple[tuple[str, str], ...]:
    rows = read_table("rules", "long_term_drugs.tsv", ["effect", "status", "why"])
    return tuple((effect, status) for effect, status, _ in rows)
