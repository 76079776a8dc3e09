"""Injuries: what the words around them say of the very same code, and superficial ones.

ICD-10-CM Official Guidelines FY2026, I.C.19.b.1 (superficial injuries of the site of a more
severe one), I.C.13.d.2 (a fracture of osteoporotic bone is M80 alone); Tabular List, S06
(loss of consciousness), S22.3 and S22.4 (one rib, several), and "with foreign body" of wounds.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coding_assist.codes import Code
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.matching.wording import SIDES, title_words
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored
from coding_assist.reading.word_lists import word_list

SUPERFICIAL = Standing("superficial_injury", "I.C.19.b.1")
INTEGRAL = Standing("integral_symptom", "I.B.5")
LESS_SPECIFIC = Standing("less_specific", "I.B.2")
_VAGUE = "Unspecified injury"
OSTEOPOROTIC = Standing("combination_code", "I.C.13.d")
_CONSCIOUS = re.compile(
    r"\b(?:no|without|denies|denied|negative for|never|did ?n[o']t|not)\b[^.;\n]{0,40}"
    r"\b(?:loss of consciousness|los[et] consciousness|loc)\b",
    re.IGNORECASE,
)
_KNOCKED_OUT = re.compile(
    r"\b(?:loss of consciousness|lost consciousness|loc|knocked (?:out|unconscious))\b"
    r"(?P<after>[^.;\n]{0,60})",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?P<n>\d{1,3}|a few|few|several|one|two|three|five|ten)[- ]?(?P<unit>sec|min|hour|hr)", re.I
)
_UNITS = {"sec": 0, "min": 1, "hour": 60, "hr": 60}
_COUNTS = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10}
_SPANS = ((30, "1"), (59, "2"), (359, "3"), (1440, "4"))
_UNKNOWN = "A9"
_RIBS = re.compile(r"\bribs\b", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"\b(?:embedded|retained|imbedded|with (?:a )?foreign body)\b"
    r"|\b(?:piece|shard|fragment|sliver)s? of (?:glass|wood|metal)\b",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:sutured|splint(?:ed)?|irrigated|stapled|wound (?:was )?closed|sling|crutches"
    r"|closed reduction|laceration repair(?:ed)?)\b",
    re.IGNORECASE,
)
_NEARLY, _SURE = 0.35, 0.03
"""An injury that nearly scores enough is sure where the note tells its treatment."""
_DENIED = re.compile(r"\b(?:no|without|denies|negative)\b[^.;\n]{0,30}$", re.IGNORECASE)


def code_injuries(draft: Draft, case: Case) -> Draft:
    """Make injuries as specific as their sentence does, and withhold what belongs to them."""
    for s in draft.kept:
        code = _as_told(s, case)
        if code and code != s.code:
            kept = tuple(o for o in draft.kept if o is not s)
            draft = replace(draft, kept=kept).add([replace(s, code=code)])
    nearly = [
        s
        for s in draft.kept
        if s.code.code[0] == "S"
        and _NEARLY < s.score < case.minimum
        and not s.code.title.startswith(_VAGUE)
    ]
    if nearly and _TREATED.search(case.note.text):
        draft = draft.add(replace(s, score=case.minimum + _SURE) for s in nearly)
    return draft.withhold(dict(_superfluous(draft, case)))


def _as_told(s: Scored, case: Case) -> Code | None:
    code = s.code.code
    if s.code.system is not CodeSystem.ICD10CM or code[0] != "S":
        return None
    if code.startswith("S06") and len(code) == len("S06.0X1A") and code[6] in _UNKNOWN:
        name = code[:6] + _consciousness(case.note.text) + code[7]
    elif code.startswith("S22.3") and _RIBS.search(_said(s, case)):
        name = code.replace("S22.3", "S22.4", 1)
    elif "without foreign body" in s.code.title and _has_foreign_body(_said(s, case)):
        name = code[:5] + {"1": "2", "3": "4"}.get(code[5], code[5]) + code[6:]
    else:
        return None
    return case.store.find(s.code.system, name)


def _said(s: Scored, case: Case) -> str:
    numbers = sorted({c.mention.sentence for c in s.candidates})
    found = (case.document.sentences[n] for n in numbers)
    return "\n".join(case.note.text[f.start : f.end] for f in found)


def _has_foreign_body(said: str) -> bool:
    return any(
        not _DENIED.search(said[max(0, m.start() - 50) : m.start()])
        for m in _EMBEDDED.finditer(said)
    )


def _consciousness(text: str) -> str:
    """Give the sixth character of S06: how long consciousness was lost, where that is told."""
    if _CONSCIOUS.search(text):
        return "0"
    lost = _KNOCKED_OUT.search(text)
    if lost is None:
        return "A"
    span = _DURATION.search(lost["after"])
    if span is None:
        return "9"
    count = int(span["n"]) if span["n"].isdigit() else _COUNTS.get(span["n"].lower(), 1)
    minutes = count * _UNITS[span["unit"].lower()]
    return next((digit for most, digit in _SPANS if minutes <= most), "5")


def _superfluous(draft: Draft, case: Case) -> Iterator[tuple[int, Standing]]:
    sure = draft.sure(case)
    names = [s.code.code for s in sure]
    for s in draft.kept:
        code = s.code.code
        if s.code.system is not CodeSystem.ICD10CM:
            continue
        if code == "R55" and any(n.startswith("S06") for n in names):
            yield id(s), INTEGRAL
        elif code.startswith("M81") and any(n.startswith("M80") for n in names):
            yield id(s), OSTEOPOROTIC
        elif s.code.title.startswith(_VAGUE) and any(
            n[:5] == code[:5] and n != code for n in names
        ):
            yield id(s), LESS_SPECIFIC
        elif any(_lies_under(s.code, o.code) for o in sure):
            yield id(s), SUPERFICIAL


def _lies_under(superficial: Code, deeper: Code) -> bool:
    """Tell whether a superficial injury (S00, S10 ...) is at the site of a deeper one."""
    one, other = superficial.code, deeper.code
    if one[0] != "S" or other[0] != "S" or one[1] != other[1]:
        return False
    if one[2] != "0" or other[2] not in "123":
        return False
    words, more = title_words(superficial.title), title_words(deeper.title)
    sides = (words & SIDES, more & SIDES)
    same_side = sides[0] == sides[1] or not all(sides)
    return same_side and bool(words & more & word_list("sites"))
