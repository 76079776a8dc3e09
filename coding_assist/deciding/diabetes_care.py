"""What goes with diabetes: how it is controlled, and drugs in long-term use.

- Gestational diabetes says itself how it is controlled; Z79 is not added (ICD-10-CM Official
  Guidelines FY2026, I.C.15.i). Insulin counts before tablets, tablets before diet.
- Insulin given for a while, to bring the sugar down, is no long-term use (I.C.4.a.3).
- A drug that harmed in long-term use takes its Z79 besides (`long_term_drugs.tsv`, I.C.21.c.3).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.named import named
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.words_of_note import candidate_of
from coding_assist.finding.mention import Mention
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

IN_PREGNANCY = Standing("included_in_other_code", "I.C.15.i")
TEMPORARY = Standing("temporary_treatment", "I.C.4.a.3")
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


def _sentence_words(mention: Mention, case: Case) -> frozenset[str]:
    return frozenset(w.norm for w in case.document.sentences[mention.sentence].words)


def _controlled(draft: Draft, s: Scored, case: Case) -> Draft:
    for suffix, words in _CONTROL:
        found = list(named(case, words))
        code = case.store.find(CodeSystem.ICD10CM, s.code.code[:-1] + suffix)
        if found and code is not None:
            more = tuple(candidate_of(code, m) for m in found)
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
            yield Scored(code, s.score, tuple(candidate_of(code, m) for m in mentions))


@cache
def _statuses() -> tuple[tuple[str, str], ...]:
    rows = read_table("rules", "long_term_drugs.tsv", ["effect", "status", "why"])
    return tuple((effect, status) for effect, status, _ in rows)
