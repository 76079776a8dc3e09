"""The seventh character of injuries: the stage of care, not the number of the visit.

A while the patient gets active treatment, by whichever physician; D for routine care while it
heals; fractures say besides whether they were open and how they heal (ICD-10-CM Official
Guidelines FY2026, I.C.19.a, I.C.19.c, I.C.13.c; external causes follow, I.C.20.a.2). Aftercare
codes are not used for injuries (I.C.21.c.7).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from coding_assist.codes import Code
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored

AFTERCARE = Standing("aftercare_of_injury", "I.C.21.c.7")
_STAGED = ("S", "T", "V", "W", "X", "Y", "M80", "M84.3", "M84.4", "M84.5", "M84.6")
_AFTERCARE = ("Z48.0", "Z48.89", "Z47.8", "Z51.89")
_SPAN = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ]?"
_SPAN += r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)"
_LATER = re.compile(
    r"\b(?:here|presents|presenting|seen|returns|returned|back|comes in|visit)\b(?! in\b)"
    r"[^.;\n]{0,40}\b(?:follow[- ]?up|f/u|recheck|re-?evaluation|suture removal|staple removal"
    r"|wound check|cast (?:removal|change|check))"
    rf"|{_SPAN}[- ](?:recheck|follow[- ]?up|f/u|check)\b"
    rf"|{_SPAN} (?:out from|out of|s/p|status post|post[- ]?op(?:erative)?)\b"
    r"|\b(?:recheck|re-check) of\b"
    r"|\bhealing (?:well|nicely|appropriately|as expected|without|in good)"
    r"|\b(?:routine|interval|continued|good) healing\b|\bcallus formation\b"
    r"|\bsutures? (?:are |were )?(?:out|removed)\b"
    r"|\b(?:cast|brace|boot|splint|sling) (?:was )?(?:discontinued|weaned)\b",
)
_HEADED = re.compile(
    r"\b(?:follow[- ]?up|f/u)(?: visit)?(?:,| for| of| visit|:)|\brecheck,|\bpost[- ]?op visit\b",
    re.IGNORECASE,
)
_HEAD = 160
"""Only where a note begins does "follow-up for" name the visit; later it plans the next one."""

_FIRST = re.compile(
    r"\b(?:first|initial|new)\b[^.\n]{0,20}\b(?:visit|evaluation|encounter|consult|patient)"
    r"|\breferred (?:from|by) (?:the )?(?:ed|er|emergency)\b",
    re.IGNORECASE,
)
_HEALING = (
    ("nonunion", re.compile(r"\bnon-?union\b", re.IGNORECASE)),
    ("malunion", re.compile(r"\bmal-?union\b", re.IGNORECASE)),
    ("delayed healing", re.compile(r"\bdelayed (?:healing|union)\b", re.IGNORECASE)),
)
_NOT_BEFORE = re.compile(
    r"\b(?:no|without|not|denies|risk of|risks?|rule out)\b[^.;\n]{0,40}$", re.I
)
_OPEN = re.compile(
    r"\bopen\b(?! (?:reduction|treatment|surg|repair|approach|fixation|wound|reduced|redn))"
    r"[^.;\n]{0,60}\b(?:fracture|fx)|\b(?:fracture|fx)\b,? (?:is |was )?open\b(?! (?:red|tre|sur))"
    r"|\bgustilo\b|\bcompound fracture",
    re.IGNORECASE,
)
_SEVERE = re.compile(r"\b(?:type|grade|gustilo)(?:[- ]anderson)? (?:type |grade )?(?:iii|3)", re.I)


def set_encounter(draft: Draft, case: Case) -> Draft:
    """Give each injury the seventh character of this visit."""
    for s in draft.kept:
        if s.code.system is CodeSystem.ICD10CM and s.code.code.startswith(_STAGED):
            code = _staged(s, case, later=is_later(case))
            if code and code != s.code:
                kept = tuple(o for o in draft.kept if o is not s)
                draft = replace(draft, kept=kept).add([replace(s, code=code)])
    return draft


def withhold_aftercare(draft: Draft, case: Case) -> Draft:
    """An injury that heals is coded as the injury, and its aftercare not besides."""
    healing = any(s.code.code[0] in "ST" and s.code.code[-1] in "DG" for s in draft.sure(case))
    if not healing:
        return draft
    return draft.withhold(
        {id(s): AFTERCARE for s in draft.kept if s.code.code.startswith(_AFTERCARE)}
    )


def is_later(case: Case) -> bool:
    """Tell whether the visit is routine care of an injury that was treated before."""
    return case.once(_is_later)


def _is_later(case: Case) -> bool:
    if case.note.setting is not Setting.OUTPATIENT or _FIRST.search(case.note.text):
        return False
    if any(section.kind == "postoperative_diagnosis" for section in case.document.sections):
        return False  # surgical treatment is active treatment (I.C.19.a)
    head = case.note.text[:_HEAD]
    return bool(_LATER.search(case.lowered) or _HEADED.search(head))


def _staged(s: Scored, case: Case, *, later: bool) -> Code | None:
    code = s.code.code
    if len(code) != len("S52.531A") or code[-1] == "S" or "T36" <= code[:3] <= "T50":
        return None
    if "fracture" not in s.code.title.lower() or code[0] in "VWXY":
        return _ending(_stages(s, case), "D") if later and code[-1] == "A" else None
    said = _sentences(s, case)
    healing = _healing(said) or _healing(case.note.text)
    if not healing and code[-1] not in "ABC":
        return None
    openness = _openness(said, case.note.text, code)
    if not healing and not later:
        return None if openness == code[-1] else _ending(_stages(s, case), openness)
    return _of_fracture(_stages(s, case), openness, healing or "routine healing")


def _stages(s: Scored, case: Case) -> Sequence[Code]:
    return case.store.children(case.store.get(s.code.system, s.code.parent))


def _sentences(s: Scored, case: Case) -> str:
    """Give the sentences that name the code."""
    numbers = sorted({c.mention.sentence for c in s.candidates})
    found = (case.document.sentences[n] for n in numbers)
    return "\n".join(case.note.text[f.start : f.end] for f in found)


def _healing(text: str) -> str:
    for name, pattern in _HEALING:
        for match in pattern.finditer(text):
            if not _NOT_BEFORE.search(text[max(0, match.start() - 60) : match.start()]):
                return name
    return ""


def _openness(said: str, text: str, code: str) -> str:
    """Give A for closed, B and C for open; "open reduction" opens no fracture (I.C.19.c)."""
    if not _OPEN.search(said) and not (code[-1] in "BC" and _OPEN.search(text)):
        return "A"
    return "C" if _SEVERE.search(said) else "B"


def _of_fracture(stages: Sequence[Code], openness: str, healing: str) -> Code | None:
    letters = {
        "routine healing": {"A": "D", "B": "E", "C": "F"},
        "delayed healing": {"A": "G", "B": "H", "C": "J"},
        "nonunion": {"A": "K", "B": "M", "C": "N"},
        "malunion": {"A": "P", "B": "Q", "C": "R"},
    }[healing]
    found = _ending(stages, letters[openness]) or _ending(stages, letters["A"])
    return found or _ending(stages, "D")


def _ending(stages: Sequence[Code], letter: str) -> Code | None:
    found = next((c for c in stages if c.code[-1] == letter), None)
    return found or (_ending(stages, "B") if letter == "C" else None)
