"""How often a procedure was done: a first lesion, each further one, and codes for many.

CPT counts some services by lesion, nail or level: the first by one code, further ones by units of
an added code, many by another code instead. Which, is data:
`code_sets/rules/counted_procedures.tsv`. A drug is billed by the amount its code names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from types import MappingProxyType

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

COUNTED = Standing("included_procedure", "CPT")
_COLUMNS = ["code", "more", "free", "per", "until", "instead", "counted"]
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_NOT_SIZE = r"(?!\s?(?:mm|cm|mg|mcg|ml|x|%|weeks?|months?|days?|years?|[.,:/-]\d))"
_TIMES = re.compile(r"\bx\s?(?P<n>\d{1,2})\b", re.IGNORECASE)
_PER = re.compile(r"\beach (\d{1,3}(?:\.\d{1,2})?) (mg|mcg|g|units)\b")
_DOSE = re.compile(r"\b(\d{1,4}(?:\.\d{1,2})?)\s?(mg|mcg|g|units)\b", re.IGNORECASE)
_MOST_UNITS = 999
_VACCINES, _GIVEN, _EACH_FURTHER = ("90619", "90759"), "90471", "90472"
_NOT_BY_NEEDLE = frozenset({"90660", "90672", "90680", "90681"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A row of the table.

    Attributes:
        code: the first `free` of what is counted.
        more: added code, one unit for each further `per`; "" where there is none.
        until: from so many on `instead` is the code; 0 where there is none.
        named: what is counted, as the note calls it.
    """

    code: str
    more: str
    free: int
    per: int
    until: int
    instead: str
    named: re.Pattern[str]


def count_procedures(draft: Draft, case: Case) -> Draft:
    """Give each procedure its units, and the codes that its count calls for."""
    for s in draft.kept:
        row = _table().get(s.code.code) if s.code.system is CodeSystem.CPT else None
        if row:
            draft = _counted(draft, case, s, row)
        elif s.code.system is CodeSystem.HCPCS:
            draft = _dosed(draft, case, s)
    return _vaccinated(draft, case)


def _counted(draft: Draft, case: Case, s: Scored, row: _Count) -> Draft:
    n = max(_numbers(case, s, row.named), default=1)
    if row.until and n >= row.until:
        code = case.store.find(s.code.system, row.instead)
        gone = {id(o): COUNTED for o in draft.kept if o.code.code in (row.code, row.more)}
        return draft.withhold(gone).add([replace(s, code=code)]) if code else draft
    if row.more and n > row.free:
        return _with_units(draft, case, s, row.more, ceil((n - row.free) / row.per))
    return draft


def _with_units(draft: Draft, case: Case, s: Scored, name: str, units: int) -> Draft:
    """Add the code for each further one, on the evidence of the first."""
    code = case.store.find(CodeSystem.CPT, name)
    if code is None:
        return draft
    draft = draft.add([replace(s, code=code)])
    return draft.advise(code, replace(draft.advice_on(code), units=min(units, _MOST_UNITS)))


def _numbers(case: Case, s: Scored, named: re.Pattern[str]) -> Iterator[int]:
    for text in sentences_of(case, s):
        for match in (*named.finditer(text), *_TIMES.finditer(text)):
            n = match["n"].lower()
            yield int(n) if n.isdigit() else _NUMBERS.index(n) + 1


def sentences_of(case: Case, s: Scored) -> Sequence[str]:
    """Give the sentences that say the code was done."""
    found = {c.mention.sentence for c in s.candidates if c.assertion is Assertion.PRESENT}
    sentences = [case.document.sentences[i] for i in sorted(found)]
    return [case.document.text[x.start : x.end] for x in sentences]


def _dosed(draft: Draft, case: Case, s: Scored) -> Draft:
    """Give a drug as many units as its dose, begun ones counted in full."""
    per = _PER.search(s.code.title)
    doses = {m.groups() for text in sentences_of(case, s) for m in _DOSE.finditer(text)}
    fitting = {float(n) for n, unit in doses if per and unit.lower() == per[2]}
    if per is None or len(fitting) != 1 or len(doses) > 1:
        return draft
    units = min(max(ceil(fitting.pop() / float(per[1])), 1), _MOST_UNITS)
    return draft.advise(s.code, replace(draft.advice_on(s.code), units=units))


def is_given_by_needle(code: Code) -> bool:
    """Tell whether a code is that of a vaccine given by needle."""
    low, high = _VACCINES
    is_vaccine = code.system is CodeSystem.CPT and low <= code.code <= high
    return is_vaccine and code.code not in _NOT_BY_NEEDLE


def _vaccinated(draft: Draft, case: Case) -> Draft:
    """Count the vaccines given by needle."""
    given = next((s for s in draft.sure_procedures(case) if s.code.code == _GIVEN), None)
    vaccines = [s for s in draft.sure_procedures(case) if is_given_by_needle(s.code)]
    if given is None or len(vaccines) < 2:
        return draft
    parts = tuple(c for s in vaccines[1:] for c in s.candidates)
    return _with_units(
        draft, case, replace(given, candidates=parts), _EACH_FURTHER, len(vaccines) - 1
    )


@cache
def _table() -> Mapping[str, _Count]:
    rows = read_table("rules", "counted_procedures.tsv", _COLUMNS)
    return MappingProxyType({row[0]: _row(*row) for row in rows})


def _row(
    code: str, more: str, free: str, per: str, until: str, instead: str, counted: str
) -> _Count:
    words = rf"\b{_NUMBER}\b{_NOT_SIZE}(?:\s+[\w()-]{{1,20}}){{0,3}}?\s+(?:{counted})s?\b"
    named = re.compile(words, re.IGNORECASE)
    return _Count(code, more, int(free or 0), int(per or 1), int(until or 0), instead, named)
