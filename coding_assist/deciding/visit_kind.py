"""What kind of visit a note tells of, and whether the patient is new to the group.

"A new patient is one who has not received any professional services from the physician or another
of the same specialty and group within the past three years" (CPT, evaluation and management).
A report of a test, an operation or a therapy is no visit.
"""

import re

from coding_assist.note import Note, Setting
from coding_assist.reading.document import Document

_HEAD = 160
_FLAGS = re.IGNORECASE
_REPORT = re.compile(
    r"\b(?:operative|operation|op note|procedure (?:report|note)|report\b|radiolog|patholog|cytolog"
    r"|mohs|infusion (?:center|note)|physical therapy|occupational therapy|psychotherapy"
    r"|individual session|nerve conduction|polysomnogra|delivery (?:summary|note)|cath(?:eter)?"
    r"ization|wound (?:center|care)|interventional|dialysis|hd unit|surgery cent|nurse visit"
    r"|nurse note|(?:date of surgery|exam|study|preop\w{0,8}(?: diagnosis| dx)?|pre-op dx)\s?:"
    r"|endoscopy|colonoscopy|esophagogastro\w{1,20}|echocardiogram|(?:ct|mri|us|xr) (?:of )?[a-z])",
    _FLAGS,
)
NAMED = re.compile(
    r"\b(?:office visit|clinic visit|new patient|new pt|est(?:ablished|\.)? (?:patient|pt)"
    r"|follow[- ]?up visit|return visit|clinic note|progress note|video visit|telehealth"
    r"|telephone visit|phone visit|mdm|medical decision[- ]making|consult(?:ation)?|h&p"
    r"|history and physical)\b",
    _FLAGS,
)
_ONLY = re.compile(
    r"\b(?:no other (?:problems?|issues?|complaints?) (?:were |was )?(?:addressed|discussed)"
    r"|(?:injection|procedure|vaccines?|nurse visit|shot|lab(?: draw)?) only|(?:injection|vaccin"
    r"\w{1,6}|procedure) visit|nurse visit|ob return|return ob|prenatal visit)\b",
    _FLAGS,
)
_ONLY_CUES = (
    " only", "no other ", "injection visit", "vaccin", "procedure visit", "nurse visit",
    "ob return", "return ob", "prenatal visit",
)  # fmt: skip
"""One of them stands in all that `_ONLY` matches: a cheap first look."""
_OPERATIVE = frozenset({"preoperative_diagnosis", "postoperative_diagnosis", "procedure_detail"})
_TOLD = frozenset({"hpi", "chief_complaint", "ros", "exam", "pmh"})
_CONCLUDED = frozenset({"assessment", "assessment_plan", "plan"})
_KINDS = (
    ("video", re.compile(r"\b(?:video visit|telehealth|telemedicine|via video)\b", _FLAGS)),
    ("telephone", re.compile(r"\b(?:telephone visit|phone visit|audio[- ]only)\b", _FLAGS)),
    ("home", re.compile(r"\b(?:home visit|house call|assisted living visit)\b", _FLAGS)),
)
_NURSING = re.compile(r"\b(?:nursing (?:home|facility)|snf|skilled nursing)\b", _FLAGS)
_CONSULT = re.compile(
    r"\b(?:(?:office |outpatient |formal )?consult(?:ation)?(?: (?:note|letter|report))?|thank you "
    r"for asking (?:me|us) to see)\b",
    _FLAGS,
)
_FIRST_DAY = re.compile(r"\b(?:h ?& ?p|history and physical|admission note|admit note)\b", _FLAGS)
_LATER_DAY = re.compile(
    r"\b(?:progress note|hospital day|hd ?#? ?\d|daily note|rounding)\b", _FLAGS
)
_DISCHARGE = re.compile(r"\bdischarge\b", _FLAGS)
NEW = re.compile(
    r"\b(?:new (?:patient|pt|adult patient|consult(?:ation)?)|new to (?:me|us"
    r"|(?:this|our|the) (?:clinic|practice|office))"
    r"|establish(?:ing)? care|to establish|initial (?:visit|evaluation)|first visit)\b",
    _FLAGS,
)
KNOWN = re.compile(r"\b(?:established(?! care)|est\.? (?:pt|patient))\b", _FLAGS)
AGAIN = re.compile(
    r"\b(?:(?:rtc|rto|rtn|return(?: to (?:clinic|office))?|f/?u|follow[- ]?up|recheck|see (?:him"
    r"|her|you|them))(?: again)?(?: in| after)? (?:\d{1,2}|one|two|three|four|six|mri|ct|labs?)"
    r"(?:\s?-\s?\d{1,2})?(?: ?(?:days?|wks?|weeks?|mos?|months?|yrs?|years?))?"
    r"|\d{1,2} (?:wk|mo|week|month)s? (?:return|f/?u|follow[- ]?up)|here for (?:routine )?follow"
    r"[- ]?up)\b",
    _FLAGS,
)
_WORDS = "one two three four five six seven eight nine ten".split()
SEEN = re.compile(
    r"\bseen\b[^.;\n]{0,40}?\b(\d{1,2}|" + "|".join(_WORDS) + r") (year|month|week|day)s? ago\b"
    r"|\bseen\b[^.;\n]{0,40}?\blast (?P<last>year|month|week)\b",
    _FLAGS,
)
_GROUP = re.compile(r"\b(?:practice|clinic|office|group|partner|here|me|us|our)\b", _FLAGS)
_YEARS = {"year": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365}
_NEW_AFTER = 3


def visit_kind(note: Note, document: Document) -> str:
    """Give the kind of visit as the table of levels names it, or "" where there is none to level.

    The setting decides first, then what the note calls itself, then its sections.
    """
    head = note.text[:_HEAD]
    if note.setting is Setting.INPATIENT:
        return _hospital_kind(head)
    small = note.text.lower()
    is_only = any(cue in small for cue in _ONLY_CUES) and _ONLY.search(small)
    if is_only or (_REPORT.search(head) and not NAMED.search(head)):
        return ""
    kinds = {s.kind for s in document.sections}
    if note.setting is Setting.EMERGENCY:
        return "emergency" if kinds & (_TOLD | _CONCLUDED) else ""
    if kinds & _OPERATIVE and not NAMED.search(head):
        return ""
    told = bool(kinds & _TOLD and kinds & _CONCLUDED)
    if not (told or NAMED.search(note.text) or AGAIN.search(note.text)):
        return ""
    return _office_kind(head, note.text)


def _office_kind(head: str, text: str) -> str:
    if _NURSING.search(head):
        return "nursing_first" if _FIRST_DAY.search(head) else "nursing_later"
    named = next((kind for kind, pattern in _KINDS if pattern.search(head)), "")
    return named or ("consult" if _CONSULT.search(head) and not NEW.search(text) else "office")


def _hospital_kind(head: str) -> str:
    if _DISCHARGE.search(head):
        return "discharge"
    if _CONSULT.search(head):
        return "hospital_consult"
    if _FIRST_DAY.search(head):
        return "hospital_first"
    return "hospital_later" if _LATER_DAY.search(head) else ""


def patient_status(text: str) -> str:
    """Tell a "new" patient from an "established" one, by the three years where they are told."""
    for match in SEEN.finditer(text) if "seen" in text.lower() else ():
        if _GROUP.search(text, max(0, match.start() - 30), match.end() + 60):
            return "new" if _years(match) >= _NEW_AFTER else "established"
    return "new" if NEW.search(text) and not KNOWN.search(text) else "established"


def _years(match: re.Match[str]) -> float:
    if match["last"]:
        return _YEARS[match["last"].lower()]
    said = match[1].lower()
    number = int(said) if said.isdigit() else _WORDS.index(said) + 1
    return number * _YEARS[match[2].lower()]
