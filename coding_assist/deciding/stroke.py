"""What a stroke left behind, and which side is dominant.

"Codes from category I69 ... specify hemiplegia, hemiparesis and monoplegia" and other deficits
that a past stroke caused (ICD-10-CM Official Guidelines FY2026, I.C.9.d.1); Z86.73 is for a
stroke without deficits (I.C.9.d.3). Where the dominant side is not documented, the right one is
taken as dominant, the left one as not (I.C.6.a). Which deficit is which code is data:
`code_sets/rules/stroke_sequelae.tsv`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

SEQUELA = Standing("combination_code", "I.C.9.d")
DOMINANCE = Standing("less_specific", "I.C.6.a")
_BASES = {
    "I60": "I69.0", "I61": "I69.1", "I62": "I69.2", "I63": "I69.3",
    "I69.00": "I69.0", "I69.10": "I69.1", "I69.20": "I69.2", "I69.30": "I69.3",
}  # fmt: skip
"""By the stroke, or by its sequelae left unspecified."""
_LEFT_OVER = re.compile(r"\b(?:residual|late effects?|sequelae?|deficits?)\b", re.IGNORECASE)
_CAUSED = re.compile(
    r"\b(?:due to|secondary to|from|after|following|since|status post|s/p|post|with)\b|-",
    re.IGNORECASE,
)
_SIDED = re.compile(r"G81|G83\.[123]|I69\.[012389][345]")
_HAND = re.compile(
    r"\b(?:(?P<side>right|left)[ -]hand(?:ed(?:ness)?| dominan(?:t|ce))|ambidextrous)\b",
    re.IGNORECASE,
)


def settle_stroke(draft: Draft, case: Case) -> Draft:
    """Code deficits of a past stroke as its sequelae, then settle which side is dominant."""
    return _dominant(_sequelae(draft, case), case)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A past stroke that the note names: where, how surely, and the header of its sequelae."""

    found: Candidate
    score: float
    base: str


def _sequelae(draft: Draft, case: Case) -> Draft:
    strokes = _past_strokes(draft, case)
    if not strokes:
        return draft
    gone: dict[int, Standing] = {}
    new: list[Scored] = []
    for s in draft.kept:
        row = next((r for r in _rows() if s.code.code.startswith(r[0])), None)
        stroke = next((x for x in strokes if _is_left_by(s, x.found, case)), None) if row else None
        code = _code(case, stroke.base + row[1]) if row and stroke else None
        if row and stroke and code:
            score = max(s.score, stroke.score)
            new.append(Scored(code, score, (*s.candidates, stroke.found)))
            if not row[2]:
                gone[id(s)] = SEQUELA
    if new:
        past = ("Z86.73", *_BASES)
        gone |= {id(s): SEQUELA for s in draft.kept if s.code.code.startswith(past)}
    return draft.withhold(gone).add(new)


def _past_strokes(draft: Draft, case: Case) -> list[_Stroke]:
    """Give the strokes that are past, or whose sentence speaks of what is left."""
    return [
        _Stroke(c, s.score, base)
        for s in (*draft.kept, *(s for s, _ in draft.withheld))
        if s.code.system is CodeSystem.ICD10CM
        for prefix, base in _BASES.items()
        if s.code.code.startswith(prefix)
        for c in s.candidates
        if c.assertion is Assertion.HISTORICAL
        or (c.assertion is Assertion.PRESENT and _LEFT_OVER.search(_sentence(c, case)))
    ]


def _sentence(c: Candidate, case: Case) -> str:
    sentence = case.document.sentences[c.mention.sentence]
    return case.document.text[sentence.start : sentence.end]


def _is_left_by(deficit: Scored, stroke: Candidate, case: Case) -> bool:
    """Tell whether a sentence says that the stroke left the deficit."""
    for c in deficit.candidates:
        if c.mention.sentence == stroke.mention.sentence:
            one, other = sorted((c.mention.spans[0], stroke.mention.spans[0]))
            between = case.document.text[one.end : other.start]
            return bool(_LEFT_OVER.search(_sentence(c, case)) or _CAUSED.search(between))
    return any("residual" in c.mention.modifiers for c in deficit.candidates)


def _code(case: Case, name: str) -> Code | None:
    """Give the code, or the unspecified one below a header of sides."""
    found = case.store.find(CodeSystem.ICD10CM, name)
    if found is None or found.billable:
        return found
    return case.store.find(CodeSystem.ICD10CM, f"{name}9")


def _dominant(draft: Draft, case: Case) -> Draft:
    """Give palsies of a side their code for the dominant or the other side."""
    new: list[Scored] = []
    gone: dict[int, Standing] = {}
    for s in draft.kept:
        is_open = _SIDED.match(s.code.code) and "unspecified side" in s.code.title
        code = _of_side(s, case) if is_open else None
        if code is not None:
            new.append(replace(s, code=code))
            gone[id(s)] = DOMINANCE
    return draft.withhold(gone).add(new)


def _of_side(s: Scored, case: Case) -> Code | None:
    sides = {w for c in s.candidates for w in c.mention.modifiers} & {"left", "right"}
    hand = _HAND.search(case.document.text)
    used = (hand["side"] or "").lower() if hand else "right"
    if len(sides) > 1 and hand:
        sides.discard(used)  # "right hemiplegia, left-handed"
    if len(sides) != 1:
        return None
    (side,) = sides
    dominant = used in ("", side)
    wanted = f"{side} {'' if dominant else 'non'}dominant"
    parent = case.store.get(s.code.system, s.code.parent)
    siblings: Sequence[Code] = case.store.children(parent)
    return next((c for c in siblings if wanted in c.title.replace("non-", "non")), None)


@cache
def _rows() -> tuple[tuple[str, str, bool], ...]:
    rows = read_table("rules", "stroke_sequelae.tsv", ["deficit", "suffix", "stays", "why"])
    found = ((deficit, suffix, stays == "yes") for deficit, suffix, stays, _ in rows)
    return tuple(sorted(found, key=lambda r: -len(r[0])))
