"""Chapter 15 codes by period and trimester, found by the words of their titles.

The last axis of most of them is the trimester, or childbirth or the puerperium (ICD-10-CM
Official Guidelines FY2026, I.C.15.a.3); where it stands in the code differs from category to
category, its words do not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from coding_assist.codes import Code, CodeStore
from coding_assist.deciding.gestation import Gestation, Period
from coding_assist.note import CodeSystem

_OPEN = "unspecified trimester"
_ORDINAL = ("", "first", "second", "third")
_PERIOD = re.compile(
    r" \([^()]{1,40}\)(?=,)|, [a-z]+ trimester.*"
    r"|,? (?:complicating|in) (?:pregnancy|childbirth|(?:the )?puerperium).*"
)
_LEVELS = 3


def of_period(store: CodeStore, header: str, gestation: Gestation) -> Code | None:
    """Give the code at or below a header that the period asks for, or None."""
    top = store.find(CodeSystem.ICD10CM, header)
    below = [c for c in _below(store, top) if c.billable] if top else []
    wanted = tuple(_wanted(gestation))
    if gestation.period is not Period.PUERPERIUM:
        wanted = (*wanted, _OPEN, "complicating pregnancy$")
    return _first(below, wanted)


def completed(store: CodeStore, code: Code, gestation: Gestation) -> Code | None:
    """Give the code that says the trimester or period which this one leaves open, or None."""
    is_open = _OPEN in code.title
    if not is_open and not _is_antepartum(code, gestation):
        return None
    suffix = code.title.partition(_OPEN)[2]
    name = _name(code)
    wanted = tuple(_wanted(gestation))[: None if is_open else 1]
    for header in list(store.ancestors(code))[:_LEVELS]:
        kin = [
            c
            for c in _below(store, header)
            if c.billable and _name(c) == name and c.title.endswith(suffix)
        ]
        found = _first(kin, wanted)
        if found is not None:
            return found if found != code else None
    return None


def _is_antepartum(code: Code, gestation: Gestation) -> bool:
    """At delivery the "in childbirth" code is the right one (I.C.15.a.3)."""
    return gestation.period is Period.CHILDBIRTH and "trimester" in code.title


def _name(code: Code) -> str:
    return _PERIOD.sub("", code.title)


def _first(codes: Sequence[Code], wanted: Iterable[str]) -> Code | None:
    return next((c for words in wanted for c in codes if re.search(words, c.title)), None)


def _wanted(gestation: Gestation) -> Iterator[str]:
    """Yield what the title must say, the most fitting first."""
    if gestation.period is Period.PUERPERIUM:
        yield r"(?:complicating|in|during) (?:the )?puerperium"
        return
    if gestation.period is Period.CHILDBIRTH:
        yield r"(?:complicating|in) childbirth"
    if gestation.trimester:
        yield f"{_ORDINAL[gestation.trimester]} trimester"


def _below(store: CodeStore, header: Code) -> Iterator[Code]:
    for child in store.children(header):
        yield child
        yield from _below(store, child)
