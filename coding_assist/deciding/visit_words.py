"""Where a note says that it is a visit: the evidence of an evaluation and management code.

What a visit's level rests on is the visit type, the reason for it, total time or medical decision
making, and the problems addressed in it (CPT, E/M guidelines since 2021); the words of each are
evidence, so is the statement how the visit ends.
"""

import re
from collections.abc import Iterator, Sequence

from coding_assist.deciding.draft import Case
from coding_assist.deciding.visit_kind import AGAIN, KNOWN, NAMED, NEW, SEEN
from coding_assist.finding.mention import Assertion, Span
from coding_assist.note import Setting
from coding_assist.ranking.diagnoses import CONCLUDING
from coding_assist.ranking.scored import Scored

_HEAD, _OPENING, _CLOSING = 160, 900, 400
_TITLE = re.compile(
    r"\b(?:(?:peds?|pediatric) )?(?:ed|er|emergency (?:department|dept|room))\b"
    r"(?: (?:physician|provider|attending))?(?: (?:note|visit|record|report|chart)\b)?"
    r"|\b[a-z]{3,20} note\b"
)
_REASON = re.compile(
    r"(?:\bcc|\bchief complaint|\breason for (?:visit|consult(?:ation)?|referral|encounter))"
    r"(?:\s?[:-]|\s?\n)[\s,]*(?P<said>\w[^.\n]{1,100})"
)
_COMES = re.compile(
    r"\b(?P<said>(?:here|presents?|presenting|seen|comes|came|returns?|returned|back|referred)"
    r"(?: \w{1,12}){0,2} (?:for|with|after)\b[^.,;\n]{2,60}"
    r"|seen (?:\w{1,12} )?today|scheduled [^.,;\n]{0,30}follow[- ]?up)"
)
_MORE = re.compile(
    r"\b(?:(?:see|seen|visit|video|back|return|recheck|clinic|phone call) "
    r"(?:(?:me|him|her|them|us|here|again|back) ){0,2}(?:in|after|for) "
    r"(?:\d{1,2}|one|two|three|four|six)(?:-\d{1,2})? (?:day|week|wk|month|mo|year|yr)s?"
    r"|(?:return|come back|to (?:the )?e[rd])(?: \w{1,12}){0,2} (?:if|for)\b[^.,;\n]{0,40}"
    r"|(?:pcp|follow[- ]?up|f/u|rtc|return)[^.,;\n]{0,20} (?:prn|as needed|pcp)"
    r"|comprehensive exam(?:ination)?)\b"
)
_HOME = re.compile(
    r"\b(?:(?:d/c|dc|discharged?|disposition|dispo)\b(?:[ :]{1,2}(?:to |stable|home)){0,3}|home)\b"
)
_MAKING = re.compile(
    r"\b(?:e/m (?:new|est)\w{0,8}[^.\n]{0,25}"
    r"|(?:low|mod|moderate|high)(?:-(?:mod|moderate|high))?[- ](?:complexity|mdm|decision making)"
    r"|high[- ]risk (?:medication|drug|immunosuppress\w{1,5})(?: therapy| management)?"
    r"|(?:consultation|referral) requested by [^.,;\n]{2,40}"
    r"|(?:office |outpatient |formal ){1,2}consultation)\b"
)


def words_of_visit(case: Case) -> Iterator[Span]:
    """Yield where the note says that it is a visit, of whom, why, and how it ends."""
    text = case.lowered
    yield from _whole(_TITLE.search(text, 0, _HEAD))
    for pattern, cues in (
        (NAMED, ()), (SEEN, ("seen",)), (NEW, ("new ", "establish", "initial", "first visit")),
        (KNOWN, ("est",)), (AGAIN, ()), (_MAKING, ()),
    ):  # fmt: skip
        if not cues or case.says(*cues):
            yield from _whole(pattern.search(text))
    for pattern in (_REASON, _COMES):
        match = pattern.search(text, 0, _OPENING)
        if match:
            start, end = match.span("said")
            yield Span(start, start + len(text[start:end].rstrip(" ,:;-")))
    closing = max(0, len(text) - _CLOSING)
    for pattern in (AGAIN, _MORE):
        for match in pattern.finditer(text, closing):
            yield from _whole(match)
    if case.note.setting is not Setting.OUTPATIENT:
        for match in _HOME.finditer(text, closing):
            yield from _whole(match)


def words_of_problems(problems: Sequence[Scored]) -> Iterator[Span]:
    """Yield where the note's conclusions name the problems addressed, or where it does at all."""
    for s in problems:
        told = [c.mention for c in s.candidates if c.assertion is Assertion.PRESENT]
        concluded = [m for m in told if m.section.kind in CONCLUDING]
        for mention in concluded or told:
            yield from mention.spans


def _whole(match: re.Match[str] | None) -> Iterator[Span]:
    if match:
        yield Span(match.start(), match.end())
