"""A manifestation beside its etiology: the code "in diseases classified elsewhere".

"Certain conditions have both an underlying etiology and multiple body system manifestations due
to the underlying etiology ... the underlying condition [is] sequenced first, if applicable,
followed by the manifestation" (ICD-10-CM Official Guidelines FY2026, I.A.13). Which pairs the
Alphabetic Index prints, with the manifestation in brackets, is data:
`code_sets/rules/manifestations.tsv`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.specificity import resolve
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

_NONE = "-"
"""In the table: no plain code to replace."""
COMBINED = Standing("combination_code", "I.A.13")
_DUE = re.compile(
    r"\b(?:due to|from|secondary to|caused by|because of|in the setting of|related to|2/2)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Link:
    """A row of the table.

    Attributes:
        etiology: code prefix of the underlying disease.
        word: what names the manifestation where one wording names both ("Alzheimer dementia").
        instead: code prefix of the condition when nothing underlies it.
        manifestation: what takes its place.
        is_assumed: naming both in a sentence is enough; else it must say that one causes the
            other.
    """

    etiology: str
    word: str
    instead: str
    manifestation: str
    is_assumed: bool


def add_manifestations(draft: Draft, case: Case) -> Draft:
    """Put the manifestation code in the place of the plain one, or beside its etiology."""
    added: dict[str, Scored] = {}
    gone: dict[int, Standing] = {}
    for etiology in draft.sure(case):
        for link in _links():
            if not etiology.code.code.startswith(link.etiology):
                continue
            for plain in _plain(draft, etiology, link, case):
                gone[id(plain)] = COMBINED
                name = link.manifestation + plain.code.code[len(link.instead) :]
                _put(added, _named(case, _moved(name)), etiology, plain.candidates)
            if any(s.code.code.startswith(link.manifestation) for s in draft.kept):
                continue
            if not any(n.startswith(link.manifestation) for n in added):
                for c in _both(etiology, link):
                    _put(added, _walked(case, link, c), etiology, (c,))
    return draft.withhold(gone).add(added.values())


def _put(
    added: dict[str, Scored], code: Code | None, etiology: Scored, found: tuple[Candidate, ...]
) -> None:
    if code is not None and code.billable:
        added.setdefault(code.code, Scored(code, etiology.score, found))


def _plain(draft: Draft, etiology: Scored, link: _Link, case: Case) -> Iterator[Scored]:
    """Yield the plain codes that a sentence ties to the etiology."""
    named = {c.mention.sentence for c in etiology.candidates}
    for s in draft.kept:
        if s.code.code.startswith(link.instead) and s.code.system is CodeSystem.ICD10CM:
            shared = named & {c.mention.sentence for c in s.candidates}
            if any(link.is_assumed or _says_due(case, i) for i in shared):
                yield s


def _says_due(case: Case, number: int) -> bool:
    sentence = case.document.sentences[number]
    return bool(_DUE.search(case.document.text, sentence.start, sentence.end))


def _both(etiology: Scored, link: _Link) -> Iterator[Candidate]:
    """Yield the etiology's mentions whose very words name the manifestation too."""
    if link.is_assumed:
        for c in etiology.candidates:
            if c.assertion is Assertion.PRESENT and link.word in c.mention.words:
                yield c


def _walked(case: Case, link: _Link, c: Candidate) -> Code | None:
    """Walk the plain header, whose unspecified code exists, then move over: F03.90, F02.80."""
    plain = link.manifestation if link.instead == _NONE else link.instead
    header = _named(case, plain)
    if header is None:
        return None
    found = _default(case, resolve(case.store, header, c.mention.modifiers)[0].code)
    return _named(case, _moved(link.manifestation + found.code[len(plain) :]))


def _default(case: Case, code: Code) -> Code:
    """Give the child that says nothing more, as F03.90 does of F03.9."""
    first = next(iter(case.store.children(code)), code)
    return first if first.billable and "without" in first.title else code


def _named(case: Case, name: str) -> Code | None:
    return case.store.find(CodeSystem.ICD10CM, name)


def _moved(name: str) -> str:
    """Give unspecified severity its place: F03.9- is F02.8- below the other header."""
    return name.replace("F02.9", "F02.8")


@cache
def _links() -> tuple[_Link, ...]:
    columns = ["etiology", "word", "instead", "manifestation", "how", "why"]
    rows = read_table("rules", "manifestations.tsv", columns)
    return tuple(_Link(e, word, plain, m, how == "with") for e, word, plain, m, how, _ in rows)
