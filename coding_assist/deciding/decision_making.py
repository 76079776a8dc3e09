"""Medical decision making: two of three elements must reach a level (CPT, E/M since 2021).

Problems addressed, data reviewed and analyzed, risk of management. The count is an estimate from
what the note says, with its trace as reasons; a person confirms it. Which problems weigh how much
is data: `code_sets/rules/visit_problems.tsv`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.finding.mention import Assertion
from coding_assist.matching.history import history_of
from coding_assist.note import Setting
from coding_assist.ranking.scored import Scored

NAMES = {1: "straightforward", 2: "low", 3: "moderate", 4: "high"}
_FLAGS = re.NOFLAG
"""The text is put in small letters once; that is faster than to match either."""
_WORSE = re.compile(
    r"\b(?:exacerbat\w{1,5}|uncontrolled|poorly controlled|not (?:well )?controlled|not at goal"
    r"|above goal|worsen\w{0,4}|worse\b|progress(?:ed|ion|ing)\b|flar(?:e|ing)\b|inadequate\w{0,2}"
    r"|suboptimal\w{0,2}|side effects?|not improv\w{1,3}|relaps\w{1,4}|decompensat\w{1,5})",
    _FLAGS,
)
_PLANS = frozenset({"assessment", "assessment_plan", "plan", "medications", ""})
_DRUG = re.compile(
    r"\b(?:prescri\w{1,5}|rx|refill\w{0,3}|titrat\w{1,4}|\d{1,4}(?:\.\d)?\s?(?:mg|mcg|units?)\b"
    r"|\b(?:bid|tid|qhs|qd|po)\b|dose (?:changed|increased|decreased)|antibiotics?"
    r"|(?:start|continue|increase|decrease|stop|switch|resume|hold)(?:ed|d|s|ing)? (?!to\b)[a-z]"
    r"{3,20}(?:ol|il|in|ine|ide|ate|one|an|ab|en|um)\b)",
    _FLAGS,
)
_DRUG_NAME = re.compile(
    r"\b[a-z]{2,14}(?:pril|sartan|statin|olol|azole|mycin|cillin|cycline|prazole|gliptin|gliflozin"
    r"|glutide|formin|dipine|thiazide|semide|oxetine|triptyline|azepam|mab|tinib|sone|solone|lukast"
    r"|terol|tropium|xaban|parin|floxacin|profen|triol|palene|antiretroviral|gesterol|biotics?)\b"
    r"|\b(?:ocp|antiretroviral|insulin|mtx|mmf|pred|epo)\b",
    _FLAGS,
)
_GRAVE = re.compile(
    r"\b(?:admit(?:ted)? (?:to|for)|(?:will|plan to|recommend) admit|admission (?:to|for)|hospitali"
    r"z\w{1,5} (?:for|today)|transfer(?:red)? to (?:the )?(?:icu|or|hospital|trauma|ed|tertiary)"
    r"|do not resuscitate|dnr\b|hospice|emergen(?:t|cy) surgery|to the (?:or|operating room)"
    r"|high[- ]risk (?:medication|drug|immunosuppress\w{1,5})|monitor\w{1,4} for \w{0,6}toxicity"
    r"|drug level monitor\w{1,4}|toxicity monitor\w{1,4})",
    _FLAGS,
)
_HISTORIAN = re.compile(
    r"\b(?:(?:per|from|by) (?:his |her |the )?(?:mother|mom|father|dad|parents?|wife|husband|spouse"
    r"|daughter|son|caregiver|ems|family)|(?:mother|father|parents?|wife|husband|daughter|ems)"
    r" (?:reports?|states?|says|notes?|provides?))\b",
    _FLAGS,
)
_READ = re.compile(
    r"\b(?:independent(?:ly)? (?:interpret\w{1,6}|review\w{0,3}|read)|my (?:read|interpretation)"
    r"|i (?:personally |independently )?(?:reviewed|interpreted|read) (?:the |her |his )?(?:films?"
    r"|images?|imaging|x-?rays?|ct|mri|ekg|ecg|echo)|interpreted by me)\b",
    _FLAGS,
)
_DISCUSSED = re.compile(
    r"\b(?:discussed (?:with|case with) (?:dr|cardiology|surgery|ortho|neuro|the radiologist|gi\b"
    r"|urology|ob)|spoke with (?:dr|cardiology|surgery|ortho)|d/w (?:dr|cards|surgery|ortho|ob))",
    _FLAGS,
)
_TEST = re.compile(r"\b(?:x-?rays?|vitamin d|d-dimer|echocardiogram)\b", _FLAGS)
_TEST_STEMS = ("ray", "vitamin d", "d-dimer", "echocardiogram")
_TESTS = frozenset(
    "cbc cmp bmp a1c hba1c tsh lipid lipids ldl urinalysis ua ekg ecg echo troponin xr ct mri "
    "ultrasound us culture strep flu covid psa inr creatinine egfr hcg lactate lipase esr crp ana "
    "ferritin b12 uacr spirometry pft pfts biopsy pathology record records".split()
)
"""Tests and documents that are one word; those of several are `_TEST`."""
_HISTORIANS = frozenset(
    "mother mom father dad parent parents wife husband spouse daughter son caregiver ems "
    "family".split()
)
_READ_STEMS = ("independent", "interpret", "my read", "i reviewed", "i read", "i personally")
_GRAVE_STEMS = (
    "admi", "hospital", "transfer", "resuscitate", "dnr", "hospice", "emergen", "to the o",
    "high-risk", "high risk", "toxicity",
)  # fmt: skip
"""Of each pattern, what stands in all that it matches: a cheap first look."""


@dataclass(frozen=True, slots=True)
class Making:
    """The level of decision making, and how each element came to its own."""

    level: int
    reasons: tuple[str, ...]
    problems: tuple[Scored, ...]


def decision_making(draft: Draft, case: Case) -> Making:
    """Estimate the level of decision making."""
    problems = _addressed(draft, case)
    elements = (_problems(problems, case), _data(case), _risk(case))
    level = sorted(n for n, _ in elements)[1]
    reasons = tuple(
        f"{name}: {NAMES[n]} ({why})"
        for name, (n, why) in zip(("problems", "data", "risk"), elements, strict=True)
    )
    return Making(level, reasons, problems)


def _addressed(draft: Draft, case: Case) -> tuple[Scored, ...]:
    return tuple(
        s
        for s in draft.sure(case)
        if s.code.code[0] not in "VWXYZ"
        and any(c.assertion is not Assertion.HISTORICAL for c in s.candidates)
    )


def _problems(problems: Sequence[Scored], case: Case) -> tuple[int, str]:
    weights = [_weight(s, case) for s in problems]
    if not weights:
        return 1, "no problem found"
    most = max(weights)
    if most < 3 and weights.count(2) >= 2:
        return 3, f"{weights.count(2)} problems"
    if most == 1 and len(weights) > 1:
        return 2, f"{len(weights)} minor problems"
    heaviest = problems[weights.index(most)].code.code
    return most, f"{len(weights)} problems, the gravest {heaviest}"


def _weight(s: Scored, case: Case) -> int:
    """Weigh one problem: by the table; a chronic one by whether it is said to be worse."""
    code = s.code.code
    known = next((_table()[code[:n]] for n in range(len(code), 0, -1) if code[:n] in _table()), 0)
    if known:
        return known
    return 3 if history_of(code).is_chronic and _is_worse(s, case) else 2


def _is_worse(s: Scored, case: Case) -> bool:
    sentences = {c.mention.sentence for c in s.candidates}
    return any(_WORSE.search(case.sentence_texts[i]) for i in sentences)


def _data(case: Case) -> tuple[int, str]:
    text = case.lowered
    tests = len(case.words & _TESTS)
    if case.says(*_TEST_STEMS):
        tests += len({m.group() for m in _TEST.finditer(text)})
    historian = not case.words.isdisjoint(_HISTORIANS) and bool(_HISTORIAN.search(text))
    read = case.says(*_READ_STEMS) and bool(_READ.search(text))
    discussed = case.says("discussed", "spoke", "d/w") and bool(_DISCUSSED.search(text))
    reviewed = tests + historian
    categories = (reviewed >= 3) + read + discussed
    level = 4 if categories > 1 else 3 if categories else 2 if tests > 1 or historian else 1
    return level, f"{tests} tests or documents" + (", independent historian" if historian else "")


def _risk(case: Case) -> tuple[int, str]:
    planned = [x for x in case.document.sentences if x.section.kind in _PLANS]
    sentences = planned or case.document.sentences
    # No pattern reaches across the mark between two sentences.
    text = "\n;\n".join(case.lowered[x.start : x.end] for x in sentences)
    is_grave = case.says(*_GRAVE_STEMS) and _GRAVE.search(text)
    if is_grave and case.note.setting is not Setting.INPATIENT:
        return 4, "hospital care or limits of care decided"
    if _DRUG.search(text) or _DRUG_NAME.search(text):
        return 3, "prescription drugs managed"
    return (2, "over-the-counter or other treatment") if planned else (1, "no treatment named")


@cache
def _table() -> Mapping[str, int]:
    rows = read_table("rules", "visit_problems.tsv", ["diagnoses", "level", "why"])
    return MappingProxyType(
        {prefix: int(level) for prefixes, level, _ in rows for prefix in prefixes.split()}
    )
