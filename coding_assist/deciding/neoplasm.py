"""Neoplasms: primary, secondary and past, and what comes of them.

ICD-10-CM Official Guidelines FY2026, I.C.2: a primary that was removed, with no treatment and
no evidence of it left, is a personal history (I.C.2.m); a secondary of unspecified site only
where none is named (I.C.2.k, Tabular C79.9); anemia in neoplastic disease and of chemotherapy
(I.C.2.c.1 and 2); a pathological fracture through a tumor (I.C.2.l.6).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import (
    asserted,
    rewritten,
    sentence_of,
    sentence_text,
    sentences_of,
)
from coding_assist.deciding.standing import Standing
from coding_assist.matching.history import history_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

OVER = Standing("historical", "I.C.2.m")
BACK = Standing("less_specific", "I.C.2.m")
NAMED = Standing("less_specific", "I.C.2.k")
OF_TUMOR = Standing("combination_code", "I.C.2.c")
FRACTURED = Standing("combination_code", "I.C.2.l.6")

_SECONDARY = ("C77", "C78", "C79", "C7B")
_BLOOD = ("C81", "C82", "C83", "C84", "C85", "C86", "C88", "C9")
_TREATMENT = ("Z51.0", "Z51.11", "Z51.12")
_BONE = ("C40", "C41", "C79.5", "C90.0")
_FRACTURE = ("M84.50XA",)
"""A fracture in neoplastic disease whose site the words of the tumor left open."""
_REMOVED = re.compile(
    r"\b(?:excis(?:ed|ion)|resect(?:ed|ion)|removed|s/p \w{0,20}ectomy|status post \w{0,20}ectomy"
    r"|(?:completed?|finished) (?:all )?(?:treatment|therapy)"
    r"|(?:treatment|therapy) (?:was |is |all )?(?:completed?|finished))\b"
)
_OVER = re.compile(
    r"\b(?:no (?:current )?evidence of (?:residual |recurrent |active )?"
    r"(?:disease|recurrence|malignancy|cancer|tumou?r)|no recurrence|disease[- ]free|ned"
    r"|no (?:further|ongoing|current|additional) (?:treatment|therapy)|nothing further planned)\b"
)
_GOES_ON = re.compile(
    r"\b(?:adjuvant|neoadjuvant|remains on|(?:currently )?(?:on|receiving|undergoing|continues?"
    r"|starting|started) (?:\w+ )?(?:chemo\w*|radiation|tamoxifen|letrozole|anastrozole|exemestane"
    r"|hormon\w+|endocrine|immunotherapy|therapy|treatment)|(?<!no )recurren(?:t|ce) (?:of|in|at)"
    r"|residual (?:tumou?r|disease|cancer) (?:is |was )?(?:seen|present|remains))\b"
)
_RECURRENT = re.compile(
    r"(?<!no )(?<!without )(?<!of )\b(?:recurrent|recurrence|recurred|relapsed)\b"
)
_CAUSE = re.compile(
    r"\ban[a]?emia\b[^.;]{0,25}?\b(?:due to|caused by|secondary to|from|related to"
    r"|associated with|in the setting of|of)\b(?P<cause>[^.;]{0,120})"
)
_ANEMIAS = ("D64.9", "D63.0")
_CHEMO = re.compile(r"\b(?:chemo\w{0,12}|antineoplastic\w*|cytotoxic\w*)\b")
_NEAR = 3
"""So many sentences, its own among them, tell what became of a tumor."""


def code_past_neoplasms(draft: Draft, case: Case) -> Draft:
    """Code a primary as past where it is gone and nothing is done for it."""
    if any(s.code.code.startswith("Z79.81") for s in draft.kept):
        return draft
    over = [s for s in draft.kept if _is_primary(s.code.code) and _is_over(case, s)]
    gone = {id(s): OVER for s in over}
    return draft.withhold(gone).add(_history(case, over))


def drop_history_of_recurrent(draft: Draft, case: Case) -> Draft:
    """Withhold the history of a primary that the note says is back (I.C.2.m, I.C.21.c.8)."""
    back = {
        history_of(s.code.code).personal
        for s in draft.sure(case)
        if _is_primary(s.code.code) and any(map(_RECURRENT.search, sentences_of(case, s)))
    }
    return draft.withhold({id(s): BACK for s in draft.kept if s.code.code in back - {""}})


def drop_unnamed_sites(draft: Draft, case: Case) -> Draft:
    """Withhold "secondary of unspecified site" beside a secondary whose site is named."""
    sure = draft.sure(case)
    if not any(s.code.code.startswith(_SECONDARY) and s.code.code != "C79.9" for s in sure):
        return draft
    return draft.withhold({id(s): NAMED for s in draft.kept if s.code.code == "C79.9"})


def combine_tumor_anemia(draft: Draft, case: Case) -> Draft:
    """Code an anemia that the note lays to a malignancy, or to its chemotherapy, as such."""
    gone: dict[int, Standing] = {}
    new: list[Scored] = []
    for s in draft.kept:
        names = tuple(_anemias(draft, case, s)) if s.code.code in _ANEMIAS else ()
        if names:
            gone |= {id(o): OF_TUMOR for o in draft.kept if o.code.code in {*_ANEMIAS} - {*names}}
            score = max(s.score, case.minimum)
            for name in names:
                code = case.store.get(CodeSystem.ICD10CM, name)
                new.append(Scored(code, score, rewritten(code, s).candidates))
    return draft.withhold(gone).add(new)


def raise_treatment(draft: Draft, case: Case) -> Draft:
    """Let an encounter for antineoplastic treatment stand beside its malignancy (I.C.2.e.2)."""
    score = max((s.score for s in draft.sure(case) if s.code.code[0] == "C"), default=0.0)
    treated = [s for s in draft.kept if s.code.code in _TREATMENT and asserted(s)]
    return draft.add(replace(s, score=max(s.score, score)) for s in treated)


def combine_tumor_fracture(draft: Draft, case: Case) -> Draft:
    """Code a pathological fracture at a malignancy of bone as one in neoplastic disease."""
    bone = {
        c.mention.sentence
        for s in draft.sure(case)
        if s.code.code.startswith((*_BONE, *_FRACTURE))
        for c in asserted(s)
    }
    gone: dict[int, Standing] = {}
    new: list[Scored] = []
    for s in draft.kept:
        if not s.code.code.startswith("M84.4") or s.code.system is not CodeSystem.ICD10CM:
            continue
        code = case.store.find(CodeSystem.ICD10CM, "M84.5" + s.code.code[5:])
        if code and code.billable and any(c.mention.sentence in bone for c in asserted(s)):
            gone[id(s)] = FRACTURED
            gone |= {id(o): FRACTURED for o in draft.kept if o.code.code in _FRACTURE}
            new.append(rewritten(code, s))
    return draft.withhold(gone).add(new)


def _is_primary(code: str) -> bool:
    return code[0] == "C" and not code.startswith((*_SECONDARY, "C80", *_BLOOD))


def _is_over(case: Case, s: Scored) -> bool:
    """Tell whether every place that names the tumor, or what follows, says it is gone."""
    told = [_told(case, c.mention.sentence) for c in asserted(s)]
    return (
        bool(told)
        and any(
            _REMOVED.search(text) and _OVER.search(text) and not _GOES_ON.search(text)
            for text in told
        )
        and not any(_GOES_ON.search(text) for text in told)
    )


def _told(case: Case, number: int) -> str:
    return " ".join(sentence_text(case, n) for n in range(number, number + _NEAR))


def _history(case: Case, over: list[Scored]) -> Iterator[Scored]:
    for s in over:
        name = history_of(s.code.code).personal
        code = case.store.find(CodeSystem.ICD10CM, name) if name else None
        if code is not None:
            yield rewritten(code, s)


def _anemias(draft: Draft, case: Case, anemia: Scored) -> Iterator[str]:
    for text in sentences_of(case, anemia):
        cause = _CAUSE.search(text)
        if cause and _CHEMO.search(cause["cause"]):
            yield from ("D64.81", "T45.1X5A")
            return
    places = {c.mention.sentence: c for c in asserted(anemia)}
    for s in draft.sure(case):
        for c in asserted(s):
            here = places.get(c.mention.sentence)
            cause = (
                _CAUSE.search(sentence_of(case, here)) if here and s.code.code[0] == "C" else None
            )
            start = c.mention.spans[0].start - case.document.sentences[c.mention.sentence].start
            if cause and cause.start("cause") <= start < cause.end("cause"):
                yield "D63.0"
                return
