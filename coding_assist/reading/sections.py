"""Sections: where headings stand, and what each is about.

Headings are found at line starts, on lines of their own, and in mid-line after a full stop
or comma where a transcription lost its newlines. Which wordings are headings, and of what,
is data: `code_sets/headings`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.reading.document import Section

_COLON = re.compile(
    r"(?:^|(?<=[.,;)\]])|(?<=[.,;)\]]\s)|(?<=\n)|(?<=\n\s)|(?<=\n\s\s)|(?<=\s{2}))"
    r"(?:[•*#>-]{1,3}\s?|\d{1,2}[.)]\s?)?"
    r"(?P<name>[A-Za-z][A-Za-z0-9 /&'()+,-]{0,58}[A-Za-z)])\s?(?:[:]|\s-\s|--)"
)
_SOAP = re.compile(r"(?m)^[ \t]*(?P<name>[SOAP])[ \t]?:(?=[ \t\n])")
_LINE = re.compile(r"(?m)^[ \t]*(?:[•*#-]{1,3} ?)?(?P<name>[A-Za-z][A-Za-z /&'(),-]{1,58})[ \t]*$")

_NARROW = frozenset(
    "family_history social_history medications allergies psh chief_complaint ros exam "
    "procedure_other admission_diagnosis preoperative_diagnosis postoperative_diagnosis "
    "indication procedure exam_system".split()
)
"""Sections that an unknown heading ends; others go on under it."""

_LISTS = frozenset({"assessment", "assessment_plan", "discharge_diagnosis"})
_ITEM = re.compile(r"(?m)^[ \t]*#?(?P<number>\d{1,2})[.)](?=[ \t]+\S)")
"""An item of a numbered list of problems."""

_SPECIALTIES = frozenset(
    "psych psychiatric pulmonary neuro neurology cardiac cardiovascular renal gi gu endocrine "
    "dermatology".split()
)
"""Headings that name a system within an examination, and at a note's start a specialty."""


_DIAGNOSES = re.compile(r"\bdiagnos|\bdx\b")
_DISCHARGE = re.compile(r"\bdischarge summary\b|\bd/c summary\b", re.IGNORECASE)
_TITLE = 200
"""Where a note is called a discharge summary, its "Diagnoses" are those at discharge."""

_SHORT = 500
_LONG = {"chief_complaint": "hpi", "procedure": "procedure_detail", "indication": "hpi"}
"""What stands under such a heading when more than so many characters follow."""


_IMAGING = re.compile(
    r"\b(?:CT|MRI?|PET|x-?rays?|ultrasound|sonogram|radiographs?|mammogra\w{1,4}|views?|doppler)\b",
    re.IGNORECASE,
)


def _kind_of(kind: str, body: str) -> str:
    """Tell what stands under a heading whose wording alone does not say it."""
    if len(body) > _SHORT:
        return _LONG.get(kind, kind)
    if kind == "exam" and len(body) < _SHORT / 2 and _IMAGING.search(body):
        return "procedure"  # "EXAM: CT head without contrast"
    return kind


@cache
def heading_kinds() -> Mapping[str, str]:
    """Load the known headings: lower-cased name to section kind."""
    rows = read_table("headings", "headings.tsv", ["heading", "section"])
    return MappingProxyType({row[0]: row[1] for row in rows})


def find_sections(text: str) -> tuple[Section, ...]:
    """Cut the text into sections; together they cover it without gap or overlap."""
    headings = _with_lists(text, list(_headings(text)))
    if not headings or headings[0][0] > 0:
        headings.insert(0, (0, 0, ""))
    ends = [start for start, _, _ in headings[1:]] + [len(text)]
    return tuple(
        Section(_kind_of(kind, text[body:end]), start, end, body)
        for (start, body, kind), end in zip(headings, ends, strict=True)
    )


def _with_lists(text: str, headings: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Go on with a numbered assessment after a heading that stands within one of its items.

    "1. Hypertension. Patient Education: less salt. 2. Prediabetes.": the next number of the
    list, at a line's start, is the next problem, whatever heading the first one ended in.
    """
    found: list[tuple[int, int, str]] = []
    kind, last = "", 0
    ends = [*(start for start, _, _ in headings[1:]), len(text)]
    for (start, body, name), end in zip(headings, ends, strict=False):
        found.append((start, body, name))
        is_list = name in _LISTS
        if is_list:
            kind, last = name, 0
        for item in _ITEM.finditer(text, body, end) if kind else ():
            number = int(item["number"])
            if not is_list and number == last + 1 > 1:
                found.append((item.start(), item.start(), kind))
                is_list = True
            elif not is_list:
                kind = ""  # a list of its own: "PLAN: 1. ..."
                break
            last = number
    return found


def _headings(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end of the heading and the section's kind, in order."""
    current, system_of = "", ""
    places = _places(text)
    lone = sum(heading_kinds().get(name) == "exam_system" for _, _, name, _ in places) == 1
    for start, end, name, is_upper in places:
        kind = heading_kinds().get(name)
        if kind == "exam_system" and start == 0 and lone:
            kind = ""  # "ENT: chronic sinusitis" is a clinic's note, no examination
        elif kind == "exam_system":
            # "Lungs:" goes on with the examination or the review of systems around it.
            if current not in ("ros", "exam"):
                current = system_of or "exam"
            yield start, end, current
            continue
        if kind is None:
            if not is_upper:
                continue
            kind = "other" if current in _NARROW else current
        if kind == "assessment" and _DIAGNOSES.search(name) and _DISCHARGE.search(text[:_TITLE]):
            kind = "discharge_diagnosis"
        current = kind
        system_of = kind if kind in ("ros", "exam") else system_of
        yield start, end, kind


def _places(text: str) -> list[tuple[int, int, str, bool]]:
    """Find what looks like a heading: start, end, lower-cased name, whether in capitals."""
    found: dict[int, tuple[int, int, str, bool]] = {}
    for pattern in (_SOAP, _COLON, _LINE):
        for match in pattern.finditer(text):
            start, name = match.start("name"), match["name"].strip()
            offset, name = _last_known(name)
            known = name.lower() in heading_kinds()
            upper = name.isupper() and len(name) > 3 and len(name.split()) < 8
            if known or upper:
                found.setdefault(start + offset, (start + offset, match.end(), _plain(name), upper))
    return [found[k] for k in sorted(found)]


def _last_known(name: str) -> tuple[int, str]:
    """Cut "none, FAMILY HISTORY" down to its heading; give the offset of what is left."""
    if name.lower() in heading_kinds() or "," not in name:
        return 0, name
    tail = name.rsplit(",", 1)[1]
    offset = len(name) - len(tail.lstrip())
    return (offset, name[offset:]) if name[offset:].lower() in heading_kinds() else (0, name)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
