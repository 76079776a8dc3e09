"""The parts of a sepsis and their order on the claim (FY2026, I.C.1.d.1.b, I.C.1.d.4-5).

A procedure's infection, then the systemic infection, then R65.2-, in front of the organ
dysfunctions and of the local infection, unless the sepsis came after the admission.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import asserted
from coding_assist.deciding.sequencing import sequenced
from coding_assist.ranking.scored import Scored

_LATER = re.compile(r"not present on admission|hospital day|\bhd ?#?\d|hospital[- ]acquired", re.I)


def in_order(draft: Draft, case: Case) -> Draft:
    """Put the systemic infection before severity, and both before organs and local infection."""
    sure = draft.sure(case)
    systemic = codes_of(sure, "systemic")
    if not systemic:
        return draft
    severity = [s for s in sure if s.code.code.startswith("R65.2")]
    heads = [s.code.code for s in (*codes_of(sure, "procedure"), *systemic, *severity)]
    locals_ = [s.code.code for s in codes_of(sure, "local")]
    rest = [s.code.code for s in codes_of(sure, "organ")]
    if locals_ and _is_later(case, systemic):
        heads, locals_ = [*locals_, *heads], []
    place = sequenced(sure, draft.sequence)
    order = sorted(place, key=place.__getitem__)
    group = {*heads, *locals_, *rest}
    at = next(i for i, code in enumerate(order) if code in group)
    others = [code for code in order if code not in heads]
    return replace(draft, sequence=(*others[:at], *heads, *others[at:]))


def _is_later(case: Case, systemic: Sequence[Scored]) -> bool:
    """Tell whether the sepsis came after the admission: the local infection is first then."""
    sentences = {c.mention.sentence for c in asserted(*systemic)}
    spans = [case.document.sentences[n] for n in sentences]
    return any(_LATER.search(case.document.text, s.start, s.end) for s in spans)


def codes_of(found: Sequence[Scored], part: str) -> list[Scored]:
    """Give the codes of one part of `sepsis.tsv`, in the order of the table."""
    prefixes = prefixes_of(part)
    with_place = [s for s in found if s.code.code.startswith(prefixes)]
    return sorted(with_place, key=lambda s: prefixes.index(_prefix(s.code.code, prefixes)))


def prefixes_of(part: str) -> tuple[str, ...]:
    """Give the code prefixes of a part."""
    return _prefixes()[part]


def _prefix(code: str, prefixes: tuple[str, ...]) -> str:
    return next(p for p in prefixes if code.startswith(p))


@cache
def _prefixes() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for code, part, _ in read_table("rules", "sepsis.tsv", ["code", "part", "why"]):
        table.setdefault(part, []).append(code)
    return MappingProxyType({part: tuple(codes) for part, codes in table.items()})
