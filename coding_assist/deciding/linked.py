"""Conditions that the classification links by "with", "in" or "due to": the combination code.

"The word 'with' ... presumes a causal relationship between the two conditions linked by these
terms", even where the note does not link them, "unless the documentation clearly states the
conditions are unrelated" (ICD-10-CM Official Guidelines FY2026, I.A.15). Diabetes and
hypertension have rules of their own that build on this; coronary disease with angina (I.C.9.b)
and others are rows of `code_sets/rules/linked.tsv`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Span
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

UNRELATED = Standing("unrelated", "I.A.15")
_OWN_DENIAL = frozenset({"not", "unrelated", "without"})
_DENIED = re.compile(
    r"\b(?:unrelated|independent(?:ly)? of|and not|rather than|instead of"
    r"|(?:not|never|nor)\s(?:[a-z]{1,12}\s){0,2}?"
    r"(?:due|related|secondary|attribut[a-z]{2,5}|caused|from|linked|connected|the cause))\b",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(
    r"n(?<!\wn)(?:ot|ever|or)\s(?:[a-z]{1,12}\s){0,2}?"
    r"(?:due|related|secondary|attribut[a-z]{2,5}|caused|from|linked|connected|the cause)\b"
)
"""The second half of `_DENIED`; a pattern that begins with a letter is tried there alone."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two conditions and what they are coded as together.

    Attributes:
        cause, effect: code prefixes of the two.
        code: the combination code.
        stays: "effect", "cause", "both" or "none": whose own code is an additional code.
        guideline: what says so.
    """

    cause: str
    effect: str
    code: str
    stays: str
    guideline: str


def withhold_unrelated(draft: Draft, case: Case) -> Draft:
    """Withhold what was read across a denial: "CKD unrelated to diabetes" is not diabetic CKD."""
    text = case.document.text
    if not case.once(_denials):
        return draft
    return draft.withhold(
        {id(s): UNRELATED for s in draft.kept if all(_is_across(text, c) for c in s.candidates)}
    )


def _is_across(text: str, c: Candidate) -> bool:
    """Tell whether a mention spans a denial that is no word of the term itself.

    "Enuresis not due to a physiological condition" is a diagnosis by that name.
    """
    return _OWN_DENIAL.isdisjoint(c.mention.words) and any(
        _DENIED.search(text, span.start, span.end) for span in c.mention.spans
    )


def combine_linked(draft: Draft, case: Case) -> Draft:
    """Put the combinations of the table in the place of their parts."""
    return combine(draft, case, _links())


def combine(draft: Draft, case: Case, links: Mapping[str, Sequence[Link]]) -> Draft:
    """Put combinations in the place of their parts.

    Args:
        draft: what stands.
        case: the note.
        links: by code prefix of the cause.
    """
    combined: list[Scored] = []
    gone: dict[int, Standing] = {}
    for cause, effect, link in _pairs(draft.sure(case), links):
        code = case.store.find(CodeSystem.ICD10CM, link.code)
        if code is None or not code.billable or denies(draft, case, (link.cause,), link.effect):
            continue
        parts = (*cause.candidates, *effect.candidates)
        combined.append(Scored(code, min(cause.score, effect.score), parts))
        standing = Standing("combination_code", link.guideline)
        if link.stays in ("effect", "none") and _is_open(cause, link):
            gone[id(cause)] = standing
        if link.stays in ("cause", "none") and effect.code != code:
            gone[id(effect)] = standing
    return draft.withhold(gone).add(combined)


def denies(draft: Draft, case: Case, causes: tuple[str, ...], effect: str) -> bool:
    """Tell whether the note says that two conditions are unrelated.

    Args:
        draft: with all codes that the note names.
        case: the note.
        causes: code prefixes of the one.
        effect: code prefix of the other; its category is what a denial names.
    """
    cues = case.once(_denials)
    if not cues:
        return False
    named = [*draft.kept, *(s for s, _ in draft.withheld)]
    ones, others = _spans(named, causes), _spans(named, (effect[:3],))
    for cue in cues:
        start, end = _sentence(case, cue.start())
        for left, right in ((ones, others), (others, ones)):
            is_before = any(start <= s.start < cue.start() for s in left)
            if is_before and any(cue.end() < s.end <= end for s in right):
                return True
    return False


def _denials(case: Case) -> Sequence[re.Match[str]]:
    said = case.says("unrelated", "independent", "and not", "rather than", "instead of")
    return tuple((_DENIED if said else _NOT_DUE).finditer(case.lowered))


def _spans(named: Sequence[Scored], prefixes: tuple[str, ...]) -> list[Span]:
    return [
        span
        for s in named
        if s.code.system is CodeSystem.ICD10CM and s.code.code.startswith(prefixes)
        for c in s.candidates
        for span in c.mention.spans
    ]


def _sentence(case: Case, at: int) -> tuple[int, int]:
    return next(
        ((s.start, s.end) for s in case.document.sentences if s.start <= at < s.end), (0, 0)
    )


def _pairs(
    sure: Sequence[Scored], links: Mapping[str, Sequence[Link]]
) -> Iterator[tuple[Scored, Scored, Link]]:
    for cause in sure:
        code = cause.code.code
        found = [link for n in range(3, len(code) + 1) for link in links.get(code[:n], ())]
        for effect in sure if found else ():
            yield from (
                (cause, effect, link) for link in found if effect.code.code.startswith(link.effect)
            )


def _is_open(cause: Scored, link: Link) -> bool:
    """Tell whether the cause's own code says no more than the combination does."""
    return cause.code.code == link.cause or "without complication" in cause.code.title.lower()


@cache
def _links() -> Mapping[str, Sequence[Link]]:
    columns = ["cause", "effect", "code", "stays", "guideline", "why"]
    table: dict[str, list[Link]] = {}
    for cause, effect, code, stays, guideline, _ in read_table("rules", "linked.tsv", columns):
        table.setdefault(cause, []).append(Link(cause, effect, code, stays, guideline))
    return MappingProxyType(table)
