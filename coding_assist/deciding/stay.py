"""When a condition began, as an inpatient note tells it: before or in the stay, or not known.

ICD-10-CM Official Guidelines FY2026, Appendix I. Words are looked for in the sentence of the
mention; days of the stay count from the second, since the first is the day of admission.
"""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from coding_assist.finding.mention import Mention, Span
from coding_assist.reading.document import Document, Sentence

_ADMITTED = (
    r"(?:on|at|upon|prior to|before|since|by) (?:the time of )?(?:\w{1,20} )?"
    r"(?:admission|arrival|presentation)"
)
_WHETHER = re.compile(
    rf"\b(?:present|there|existed|existing|pre-?existing|developed|acquired|poa)\b[^.;]{{0,40}}?"
    rf"(?:{_ADMITTED}|\bhospital|\bstay\b)|\bpoa\b|\bpresent on admission\b",
    re.IGNORECASE,
)
_CLINICALLY = re.compile(
    r"\b(?:unable to (?:clinically )?determine|(?:cannot|can not|could not|can't) (?:be )?"
    r"(?:clinically )?determined?|clinically (?:undetermined|unable|indeterminate)"
    r"|not possible to determine|impossible to determine)\b",
    re.IGNORECASE,
)
_UNDOCUMENTED = re.compile(
    r"\b(?:does not (?:say|state|document|specify|indicate)|(?:is |was )?not (?:documented|stated"
    r"|recorded|specified)|no documentation|undocumented|unclear (?:from|in) (?:the )?"
    r"(?:record|chart|documentation|notes?))\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:(?:hospital|hosp\.?|post-?op(?:erative)?|icu|inpatient) ?day|hd|pod|day) ?#? ?"
    r"(?:(?P<number>\d{1,2})|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?! (?:for|of|from|s/p))",
    re.IGNORECASE,
)
_IN_STAY = re.compile(
    r"\b(?:hospital[- ]acquired|nosocomial|ventilator[- ]associated|healthcare[- ]acquired"
    r"|in-?hospital (?:onset|fall|arrest)|(?:developed|began|occurred|started|arose|acquired|onset"
    r"|complicated by|fell) [^.;]{0,60}?(?:during|in|while|after) (?:the |this |his |her |their )?"
    r"(?:hospital(?:ized|ization| stay| course)?|stay|admission|inpatient|in (?:the )?hospital|icu)"
    r"|(?:during|after) (?:the |this |his |her |their )?"
    r"(?:hospital stay|hospitalization|hospital course|admission),? [^.;]{0,40}?"
    r"(?:developed|began|had|suffered|acquired)"
    r"|not present on admission"
    r"|(?:was|were) (?:not |absent )(?:present )?on (?:admission|arrival))\b",
    re.IGNORECASE,
)
_ONSET = re.compile(
    r"\b(?:new|newly|develop(?:ed|s|ing)?|began|begun|started|onset|occurred|arose|went into"
    r"|became|complicated|acquired|noted|found|diagnosed|suffered|had an?)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:improv\w{1,4}|resol\w{1,6}|continu\w{1,4}|stable|ongoing|persist\w{1,4}|remains?|chronic|known"
    r"|history|at baseline|home|still)\b",
    re.IGNORECASE,
)

_HINTS = (
    "admi", "arriv", "presentation", "hospital", "stay", " day", "day ", "pod", "hd", "nosocomial",
    "icu", "poa", "ventilator", "inpatient", "healthcare",
)  # fmt: skip
"""Letters without one of which a sentence says nothing of the stay; looked for first."""

Spans = tuple[Span, ...]


class Onset(Enum):
    """When a condition began."""

    UNTOLD = auto()
    IN_STAY = auto()
    CLINICALLY_UNDETERMINED = auto()
    UNDOCUMENTED = auto()


def onsets_of(document: Document, mentions: Sequence[Mention]) -> Mapping[Spans, Onset]:
    """Give the onset of the mentions that the note says something of, by where they stand.

    Args:
        document: the note, read.
        mentions: of diagnoses.
    """
    found: dict[Spans, Onset] = {}
    order = sorted(mentions, key=lambda m: m.spans[0])
    within: dict[int, list[Mention]] = {}
    for m in order:
        within.setdefault(m.sentence, []).append(m)
    for number, sentence in enumerate(document.sentences):
        text = document.text[sentence.start : sentence.end]
        lower = text.lower()
        if not any(hint in lower for hint in _HINTS):
            continue
        unknown = _unknown(text)
        if unknown:
            found |= {m.spans: unknown for m in _subjects(sentence, number, order)}
        elif number in within and (_IN_STAY.search(text) or _DAY.search(text)):
            begun = (m for m in within[number] if _is_in_stay(text, m, order))
            found |= {m.spans: Onset.IN_STAY for m in begun if m.spans not in found}
    return found


def _unknown(text: str) -> Onset | None:
    """Tell whether a sentence says that it is not known when something began."""
    if not _WHETHER.search(text):
        return None
    if _CLINICALLY.search(text):
        return Onset.CLINICALLY_UNDETERMINED
    return Onset.UNDOCUMENTED if _UNDOCUMENTED.search(text) else None


def _subjects(sentence: Sentence, number: int, order: Sequence[Mention]) -> list[Mention]:
    """Give the mentions that such a sentence is about.

    They share a word with it ("the ulcer"), or it says "it" and they stand right before.
    """
    words = {w.norm for w in sentence.words}
    named = [m for m in order if m.sentence <= number and words.intersection(m.words)]
    if named:
        return named
    before = [m for m in order if m.sentence < number]
    return [m for m in before if m.sentence == before[-1].sentence]


def _is_in_stay(text: str, mention: Mention, order: Sequence[Mention]) -> bool:
    """Tell whether a sentence says that what it names began in the stay."""
    if _IN_STAY.search(text):
        return True
    day = _DAY.search(text)
    if day is None or day["number"] in ("0", "1") or _GOES_ON.search(text):
        return False
    earlier = [m for m in order if m.sentence < mention.sentence]
    if _ONSET.search(text):
        return True
    # "Day 5: urinary tract infection", and the note has told of other things before.
    return bool(earlier) and not any(set(m.words) & set(mention.words) for m in earlier)
