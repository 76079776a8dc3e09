"""How far a pregnancy is, and whether the note is of pregnancy, delivery or puerperium.

Trimesters are counted from the first day of the last menstrual period: first, less than 14 weeks
0 days; second, 14 weeks 0 days to less than 28; third, 28 until delivery (ICD-10-CM Tabular
List, chapter 15; Official Guidelines FY2026, I.C.15.a.3). Z3A takes completed weeks (I.C.21.c.11).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.words_of_note import mention_of
from coding_assist.finding.mention import Mention
from coding_assist.note import Sex
from coding_assist.ranking.scored import Scored

_N = r"(?:[4-9]|[1-3]\d|4[0-4])"
_OF = r"(?:gestation\w{0,4}|pregnan\w{1,3}|IUP|EGA|GA|gravid|intrauterine|amenorrhea)"
_WEEKS = r"[\s-]?(?:weeks?|wks?|wk)"
_SURE = re.compile(
    rf"\b(?P<a>{_N})\s?w(?:ks?)?\s?[0-6]\s?d\b|\b(?P<b>{_N})\s[0-6]/7\b"
    rf"|\b(?P<c>{_N})\s?\+\s?[0-6]{_WEEKS}\b"
    rf"|\b(?P<d>{_N}){_WEEKS}(?:[\s-](?:of|by|single|viable|live)){{0,3}}\s?{_OF}\b"
    rf"|\b(?:EGA|GA|gestational age|IUP|pregnan\w{{1,3}})(?:\s(?:at|of|is|@)|:|=){{0,2}}\s?"
    rf"(?P<e>{_N})(?:{_WEEKS}|w)\b",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\b(?P<a>{_N}){_WEEKS}\b", re.IGNORECASE)
_NOT_AGE_BEFORE = re.compile(
    r"\b(?:in|for|x|every|q|past|last|next|after|within|over|about|times|until|by|to|or|history"
    r"|prior|previous|postpartum|newborn|infant)\s?(?:\d{1,2}\s?-\s?)?$|\d-$|Gravida ?$",
    re.IGNORECASE,
)
_NOT_AGE_AFTER = re.compile(
    r"^\s?(?:ago|old|post|pp\b|later|apart|history|earlier|after|since|s/p|from now|duration"
    r"|prior|or\b|supply|course|worth)",
    re.IGNORECASE,
)
_TRIMESTER = re.compile(r"\b(?P<n>first|second|third|1st|2nd|3rd)[\s-]trimester\b", re.IGNORECASE)
_NUMBER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_PREGNANT = re.compile(
    r"(?<!not )(?<!never )\b(?:(?:complicating|complicated by|predat\w{1,3}|in|during|with)"
    r" (?:the |this |her |current )?pregnancy|(?:is|currently|now) (?:\w{1,12} )?pregnant(?! if)"
    r"|pregnant (?:woman|patient|female|lady)|pregnancy complicated by|antepartum|undelivered"
    r"|prenatal (?:visit|check|care)|OB visit|MFM)\b",
    re.IGNORECASE,
)
_STEMS = ("gestation", "pregnan", "iup", "gravid", "intrauterine", "amenorrhea")
_PREGNANT_WORDS = ("pregnan", "antepartum", "undelivered", "prenatal", "ob visit", "mfm")
_SHORT = re.compile(r"\d\s?w(?:ks?)?\s?[0-6]\s?d")
_DIGITS = ("", *"0123456789")
_AFTER_BIRTH = re.compile(
    r"\bpost[- ]?partum (?:day|week|visit|clinic|check|follow|exam|depress|blues)|\bPPD ?#?\d"
    r"|\b(?:days?|weeks?|wks?|months?) (?:post-? ?partum|(?:after|post|since|s/p) (?:her )?"
    r"(?:delivery|NSVD|SVD|c-?section|cesarean|birth))|\bpuerper(?:al|ium)\b",
    re.IGNORECASE,
)
_BIRTH = ("O80", "O82", "Z37", "10D0", "10E0", "59409", "59410", "59400", "59510", "59514", "59515")
_DELIVERED = re.compile(
    r"\b(?:delivered|delivery of|gave birth to|birth of)\b[^.;\n]{0,40}\b(?:infants?|baby|babies"
    r"|girl|boy|male|female|newborn|neonate|twins)\b|\bsingle live ?-?b(?:irth|orn)\b",
    re.IGNORECASE,
)
_VISIT = "Z39.2"
_CHAPTER = ("O", "Z33.1", "Z34", "Z3A", "Z37", "Z39")
_YOUNGEST, _OLDEST = 10, 59
_SECOND, _THIRD = 14, 28


class Period(StrEnum):
    """Which part of the childbearing the encounter is of; the words that titles use."""

    PREGNANCY = "pregnancy"
    CHILDBIRTH = "childbirth"
    PUERPERIUM = "puerperium"


@dataclass(frozen=True, slots=True)
class Gestation:
    """How far the patient's pregnancy is.

    Attributes:
        period: before, at or after delivery.
        trimester: 1, 2 or 3; 0 where the note does not tell.
        weeks: completed weeks, or None.
        mention: the words that tell the weeks.
    """

    period: Period
    trimester: int = 0
    weeks: int | None = None
    mention: Mention | None = None


def gestation_of(draft: Draft, case: Case) -> Gestation | None:
    """Read it; None where the note is not of a pregnant, delivering or puerperal patient."""
    if not _may_be_mother(draft, case):
        return None
    sure = [s for s in draft.kept if s.score >= case.minimum]
    is_known = any(s.code.code.startswith(_CHAPTER) for s in sure)
    text = case.document.text
    found = next(_ages(text, _SURE), None) if _may_tell_age(case) else None
    pregnant = is_known or found is not None or _speaks_of_pregnancy(case)
    if not pregnant:
        return None
    period = _period(sure, text)
    if period is Period.PUERPERIUM:
        return Gestation(period)
    found = found or next(_ages(text, _BARE), None)
    if found is None:
        named = _TRIMESTER.search(text)
        return Gestation(period, _NUMBER[named["n"].lower()] if named else 0)
    weeks = int(next(g for g in found.groups() if g))
    mention = mention_of(case.document, found.start(), found.end())
    return Gestation(period, 1 + (weeks >= _SECOND) + (weeks >= _THIRD), weeks, mention)


def _may_tell_age(case: Case) -> bool:
    """Tell whether the note has a word or sign of a gestational age: a cheap first look."""
    return (
        case.says("/7", "+", *_STEMS)
        or any(w.startswith(("ga", "ega")) and w.lstrip("ega")[:1] in _DIGITS for w in case.words)
        or _SHORT.search(case.lowered) is not None
    )


def _speaks_of_pregnancy(case: Case) -> bool:
    return case.says(*_PREGNANT_WORDS) and _PREGNANT.search(case.document.text) is not None


def _ages(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what reads as a gestational age and not as another span of time."""
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()]
        if not (_NOT_AGE_BEFORE.search(before) or _NOT_AGE_AFTER.match(text, match.end())):
            yield match


def _period(sure: Sequence[Scored], text: str) -> Period:
    """Tell the period: "PPD 2" ends the note of a delivery, and begins that of a later visit."""
    births = [
        s.candidates[0].mention.spans[0].start for s in sure if s.code.code.startswith(_BIRTH)
    ]
    births += [m.start() for m in [_DELIVERED.search(text)] if m]
    after = [s.candidates[0].mention.spans[0].start for s in sure if s.code.code == _VISIT]
    after += [m.start() for m in [_AFTER_BIRTH.search(text)] if m]
    if births and (not after or min(after) > min(births)):
        return Period.CHILDBIRTH
    return Period.PUERPERIUM if after else Period.PREGNANCY


def _may_be_mother(draft: Draft, case: Case) -> bool:
    """Chapter 15 is for the mother's record, chapter 16 and Z38 for the child's (I.C.15.a.2)."""
    patient = case.note.patient
    age = patient.age_years
    if patient.sex is Sex.MALE or (age is not None and not _YOUNGEST <= age <= _OLDEST):
        return False
    return not any(
        s.code.code.startswith(("P", "Z38")) and s.score >= case.minimum for s in draft.kept
    )
