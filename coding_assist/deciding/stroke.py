"""What a stroke left behind, and a stroke that left nothing.

Deficits of an old stroke are coded from I69, the stroke itself no more (ICD-10-CM Official
Guidelines FY2026, I.C.9.d.1 and 2); without deficits it is Z86.73 (I.C.9.d.3). The affected
side is dominant by I.C.6.a where the note does not say. Which code of I69 stands for which
deficit is data: `code_sets/rules/stroke_deficits.tsv`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from coding_assist.codes import Code
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import as_present, asserted, rewritten, sentence_of, sentences_of
from coding_assist.deciding.standing import Standing
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

LEFT_BEHIND = Standing("sequela", "I.C.9.d.1")
OVER = Standing("historical", "I.C.9.d.3")
_KINDS = {"I60": "I69.0", "I61": "I69.1", "I62": "I69.2", "I63": "I69.3", "Z86.73": "I69.3"}
_UNTOLD = ("Z86.73", "I69.00", "I69.10", "I69.20", "I69.30")
"""Codes of an old stroke that say of no deficit which it is."""
_SIDED = ("I69", "G81", "G83.1", "G83.2", "G83.3")
_LINK = re.compile(
    r"\b(?:since|after|following|from|residual|residuals|persist\w*|sequelae?|late effects?"
    r"|post|due to (?:an? |the )?(?:old|prior|previous|remote))\b"
)
_NOTHING_LEFT = re.compile(
    r"\b(?:no|without|w/o)(?: any| known| significant| apparent)?"
    r" (?:residuals?|sequelae?|lasting|neurologic(?:al)? residuals?)\b"
)
_HAND = re.compile(
    r"\b(?P<hand>right|left|r|l)[- ]?hand(?:ed| dominant)\b|\b(?P<short>[rl])hd\b"
    r"|\b(?P<both>ambidextrous)\b",
    re.IGNORECASE,
)


def code_strokes(draft: Draft, case: Case) -> Draft:
    """Code what an old stroke left behind, and a stroke that left nothing as past."""
    return _name_dominance(_without_deficit(_with_deficit(draft, case), case), case)


def _with_deficit(draft: Draft, case: Case) -> Draft:
    """Put the code of I69 in the place of an old stroke and its deficit."""
    gone: dict[int, Standing] = {}
    new: list[Scored] = []
    for stroke in _old(draft):
        for deficit, suffix, stays in _deficits(draft, case, stroke):
            code = _sequela(case, stroke.code.code, suffix)
            if code is not None:
                both = (*asserted(deficit), *as_present(stroke.candidates))
                new.append(Scored(code, max(stroke.score, deficit.score), both))
                gone |= {} if stays else {id(deficit): LEFT_BEHIND}
                gone |= {id(s): LEFT_BEHIND for s in draft.kept if s.code.code in _UNTOLD}
    return draft.withhold(gone).add(new)


def _old(draft: Draft) -> Sequence[Scored]:
    """Give the strokes that the note calls past, by their kind where it is told."""
    past = [
        s for s, why in draft.withheld if s.code.code[:3] in _KINDS and why.reason == "historical"
    ]
    return past or [s for s in draft.kept if s.code.code in _UNTOLD]


def _deficits(draft: Draft, case: Case, stroke: Scored) -> Iterator[tuple[Scored, str, bool]]:
    """Yield deficits that a sentence links to the stroke, each with its row."""
    linked = {c.mention.sentence for c in stroke.candidates if _LINK.search(sentence_of(case, c))}
    for s in draft.kept:
        if any(c.mention.sentence in linked for c in asserted(s)):
            for prefix, suffix, stays in _table():
                if s.code.code.startswith(prefix):
                    yield s, suffix, stays


def _sequela(case: Case, stroke: str, suffix: str) -> Code | None:
    """Give the code; of a one-sided deficit that of its side, dominance left open."""
    kind = stroke[:5] if stroke.startswith("I69") else _KINDS.get(stroke) or _KINDS[stroke[:3]]
    found = case.store.find(CodeSystem.ICD10CM, kind + suffix)
    if found is None or found.billable:
        return found
    return case.store.find(CodeSystem.ICD10CM, found.code + "9")


def _without_deficit(draft: Draft, case: Case) -> Draft:
    """Code a stroke as past where its own sentence says that nothing is left of it."""
    over = [
        s
        for s in draft.kept
        if s.code.code[:3] in _KINDS
        and asserted(s)
        and all(_NOTHING_LEFT.search(text) for text in sentences_of(case, s))
    ]
    code = case.store.get(CodeSystem.ICD10CM, "Z86.73")
    return draft.withhold({id(s): OVER for s in over}).add([rewritten(code, s) for s in over])


def _name_dominance(draft: Draft, case: Case) -> Draft:
    """Say of a side whether it is the dominant one: I69.359 with "right" is I69.351."""
    gone: dict[int, Standing] = {}
    new: list[Scored] = []
    for s in draft.kept:
        if s.code.code.startswith(_SIDED) and "unspecified side" in s.code.title:
            sides = _sides(s, case)
            code = _sided(case, s.code, sides.pop()) if len(sides) == 1 else None
            if code is not None:
                gone[id(s)] = Standing("less_specific", "I.C.6.a")
                new.append(rewritten(code, s))
    return draft.withhold(gone).add(new)


def _sides(s: Scored, case: Case) -> set[str]:
    """Give the sides said of a deficit; of both, not the one that tells the dominant hand."""
    sides = {w for c in asserted(s) for w in _said_of(case, c)} & {"left", "right"}
    return sides - {_hand(case.document.text)} if len(sides) > 1 else sides


def _said_of(case: Case, c: Candidate) -> frozenset[str]:
    """Give the words around a mention and those between its own."""
    spans = c.mention.spans
    between = case.document.text[spans[0].start : spans[-1].end].lower().split()
    return c.mention.modifiers.union(between)


def _sided(case: Case, code: Code, side: str) -> Code | None:
    # The right one is dominant by default (I.C.6.a).
    dominant = (_hand(case.document.text) or "right") in (side, "both")
    kinds = ("dominant",) if dominant else ("non-dominant", "nondominant")
    wanted = tuple(f"affecting {side} {kind} side" for kind in kinds)
    parent = next(iter(case.store.ancestors(code)), code)
    return next((c for c in case.store.children(parent) if c.title.endswith(wanted)), None)


def _hand(text: str) -> str:
    """Give the dominant hand as the note says it: "left", "right", "both" or ""."""
    said = _HAND.search(text)
    if said is None:
        return ""
    first = (said["hand"] or said["short"] or "both")[0].lower()
    return {"l": "left", "r": "right", "b": "both"}[first]


@cache
def _table() -> tuple[tuple[str, str, bool], ...]:
    rows = read_table("rules", "stroke_deficits.tsv", ["deficit", "suffix", "stays", "why"])
    return tuple((prefix, suffix, stays == "yes") for prefix, suffix, stays, _ in rows)
