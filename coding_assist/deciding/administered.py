"""The giving of a drug or vaccine, which is reported beside the drug where the note says it.

A shot, a drip and a vaccine by needle each have a code of their own; a drug that is part of another
procedure (a joint injection, a block) has none (Medicare Claims Processing Manual, chapter 12,
section 30.5; NCCI Policy Manual, chapters I and XI). For an inpatient the stay pays for both.
"""

import re
from collections.abc import Iterator

from coding_assist.deciding.counted import is_given_by_needle
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import asserted, rewritten, sentence_of, sentence_text
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored

_GIVEN = re.compile(r"\b(?:given|gave|administered|injected|infused|push|today|x ?1|here)\b")
_SHOT = re.compile(r"\b(?:im|sc|sq|subq|subcut|subcutaneous(?:ly)?|intramuscular(?:ly)?)\b")
_OVER = re.compile(
    r"\bover (?:(\d+)\s?(?:hours?|hrs?|h)\b)?\s?(?:and )?(?:(\d+)\s?(?:minutes?|mins?)\b)?"
)
_PART_OF_PROCEDURE = re.compile(
    r"joint|bursa|tendon|sheath|fascia|subacromial|articular|epidural|block|lesion|nerve"
    r"|intrathecal|intravitreal|lidocaine|marcaine|bupivacaine"
)
_HORMONES = frozenset({"J1950", "J3315", "J9155", "J9202", "J9217", "J9395"})
"""Hormones against cancer, which have an administration code of their own."""
_SHORTEST_DRIP, _FURTHER_HOUR = 16, 91
_COUNSELLED = re.compile(r"\bcounsel")
_COMBINED = frozenset(
    {"90696", "90697", "90698", "90700", "90702", "90707", "90710", "90714", "90715", "90723"}
)
_OTHERWISE = frozenset({"90460", "90471", "90472", "90473", "G0008", "G0009", "G0010"})
_ADULT = 19


def add_administration(draft: Draft, case: Case) -> Draft:
    """Add the code for giving a drug or vaccine that the note says was given."""
    if case.note.setting is Setting.INPATIENT or CodeSystem.CPT not in case.systems:
        return draft
    sure = [s for s in draft.kept if s.score >= case.minimum]
    known = {s.code.code for s in sure}
    found = [(name, s) for s in sure for name in _of_drug(s, case)]
    if known.isdisjoint(_OTHERWISE):
        found += _of_vaccines(sure, case)
    codes = [(case.store.find(CodeSystem.CPT, name), s) for name, s in found if name not in known]
    return draft.add(rewritten(code, s) for code, s in codes if code is not None)


def _of_drug(s: Scored, case: Case) -> Iterator[str]:
    if s.code.system is not CodeSystem.HCPCS or not s.code.code.startswith("J"):
        return
    for c in asserted(s):
        text = sentence_of(case, c)
        if c.term.also or _PART_OF_PROCEDURE.search(text) or not _GIVEN.search(text):
            continue
        is_cancer = s.code.code.startswith("J9")
        minutes = _minutes(text)
        if minutes >= _SHORTEST_DRIP:
            yield "96413" if is_cancer else "96365"
            if minutes >= _FURTHER_HOUR:
                yield "96415" if is_cancer else "96366"
        elif _SHOT.search(text):
            yield "96402" if s.code.code in _HORMONES else "96401" if is_cancer else "96372"


def _minutes(text: str) -> int:
    """Give for how long a drug ran; 0 where the sentence does not say."""
    return max(
        (int(m[1] or 0) * 60 + int(m[2] or 0) for m in _OVER.finditer(text)),
        default=0,
    )


def _of_vaccines(sure: list[Scored], case: Case) -> Iterator[tuple[str, Scored]]:
    vaccines = [s for s in sure if is_given_by_needle(s.code)]
    age = case.note.patient.age_years
    for s in vaccines:
        # A child's record often names counselling in the line that lists the vaccines.
        text = " ".join(sentence_of(case, c) for c in asserted(s))
        nearby = " ".join((text, *_following(s, case)))
        if age is not None and age < _ADULT and _COUNSELLED.search(nearby):
            yield "90460", s
            if s.code.code in _COMBINED:
                yield "90461", s
        elif _GIVEN.search(text) or _SHOT.search(text):
            yield "90471", s


def _following(s: Scored, case: Case) -> Iterator[str]:
    for c in asserted(s):
        yield sentence_text(case, c.mention.sentence + 1)
