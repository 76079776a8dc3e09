"""Acute and chronic forms of one condition.

"If the same condition is described as both acute (subacute) and chronic, and separate
subentries exist in the Alphabetic Index at the same indentation level, code both and sequence
the acute (subacute) code first" (ICD-10-CM Official Guidelines FY2026, I.B.8); one code where a
combination exists (I.B.9). The pairs are data: `code_sets/rules/acute_chronic.tsv`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import asserted, rewritten, sentence_of
from coding_assist.deciding.standing import Standing
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

BOTH = Standing("combination_code", "I.B.9")
SEPARATE = Standing("less_specific", "I.B.8")
_LINK = r"\s?(?:and|with|on|upon|over|superimposed on|on top of|/|&|-on-|-and-)\s?"
_PHRASE = re.compile(rf"\bacute(?: flare)?{_LINK}chronic\b|\bchronic{_LINK}acute\b")
_WALL = re.compile(r"[,;.]|\b(?:due|from|with|and)\b")


@dataclass(frozen=True, slots=True)
class _Forms:
    """A row of the table.

    Attributes:
        acute, chronic: codes of the two forms.
        both: the code of both together, or "".
    """

    acute: str
    chronic: str
    both: str


def code_acute_and_chronic(draft: Draft, case: Case) -> Draft:
    """Code both forms where the note calls one condition acute and chronic."""
    gone: dict[int, Standing] = {}
    new: list[Scored] = []
    for s in draft.kept:
        forms = _table().get(s.code.code) if s.code.system is CodeSystem.ICD10CM else None
        if forms is None or not any(_is_both(case, c) for c in asserted(s)):
            continue
        codes = tuple(_codes(draft, case, forms))
        new += [rewritten(code, s) for code in codes if code != s.code]
        if s.code not in codes:
            gone[id(s)] = BOTH if forms.both else SEPARATE
    return draft.withhold(gone).add(new)


def acute_before_chronic() -> Iterator[tuple[str, str]]:
    """Yield the pairs whose acute code stands before the chronic one (I.B.8)."""
    yield from {(f.acute, f.chronic) for f in _table().values() if not f.both}


def _is_both(case: Case, candidate: Candidate) -> bool:
    """Tell whether "acute and chronic" qualifies this very mention."""
    sentence = case.document.sentences[candidate.mention.sentence]
    start = candidate.mention.spans[0].start - sentence.start
    end = candidate.mention.spans[-1].end - sentence.start
    text = sentence_of(case, candidate)
    return any(
        m.end() <= end and start - m.end() < 40 and not _WALL.search(text[m.end() : start])
        for m in _PHRASE.finditer(text)
    )


def _codes(draft: Draft, case: Case, forms: _Forms) -> Iterator[Code]:
    """Yield the codes of both forms; a form that stands in more detail is not named again."""
    if forms.both:
        yield case.store.get(CodeSystem.ICD10CM, forms.both)
        return
    stand = {s.code.code for s in draft.kept if s.code.system is CodeSystem.ICD10CM}
    for name in (forms.acute, forms.chronic):
        detailed = any(code[:3] == name[:3] and code not in _table() for code in stand)
        if name in stand or not detailed:
            yield case.store.get(CodeSystem.ICD10CM, name)


@cache
def _table() -> Mapping[str, _Forms]:
    """Give the forms by each code that a note's words may have met."""
    table: dict[str, _Forms] = {}
    for acute, chronic, left_open, both in read_table(
        "rules", "acute_chronic.tsv", ["acute", "chronic", "open", "both"]
    ):
        forms = _Forms(acute, chronic, both)
        table.update({code: forms for code in (acute, chronic, left_open) if code})
    return MappingProxyType(table)
