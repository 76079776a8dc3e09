"""Skin ulcers: one code for site and stage of each, as the note tells them.

A stage that is not documented is unspecified, one that cannot be determined unstageable, and a
deep tissue injury has its own character; an ulcer that evolves during the admission takes two
codes (ICD-10-CM Official Guidelines FY2026, I.C.12.a.1-7). Chronic ulcers of the leg go by site
and severity (I.C.12.b, L97), also beside the diabetes or the vein they come from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.ulcer_reading import Ulcer, ulcers_in
from coding_assist.deciding.words_of_note import candidate_of, mention_of
from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored

STAGED = Standing("less_specific", "I.C.12.a.1")
_CHRONIC = ("L97", "L98.4")
_CAUSES = ("E08.62", "E09.62", "E10.62", "E11.62", "E13.62", "I83.0", "I83.2", "I70.23", "I70.24")
"""Codes whose note asks for L97 as well: "use additional code to identify site of ulcer"."""
_ULCER = re.compile(r"\bulcer", re.IGNORECASE)
_EVOLVED = re.compile(
    r"\b(?:progress|evolv|worsen|advanc|deteriorat)\w{0,5} (?:in)?to\b", re.IGNORECASE
)
_NO_DEPTH = "9"
_SITE = len("L89.1")


@dataclass(frozen=True, slots=True)
class _Told:
    """An ulcer, what tells it, and whether it became so during the stay."""

    ulcer: Ulcer
    scored: Scored
    candidate: Candidate
    is_evolved: bool = False


def code_ulcers(draft: Draft, case: Case) -> Draft:
    """Put site and stage as the sentence says them in the place of what was matched."""
    told = [
        *_told(draft, case, ("L89",), "pressure"),
        *_told(draft, case, _CHRONIC, "chronic"),
        *_of_causes(draft, case),
    ]
    new: dict[str, list[_Told]] = {}
    for t in told:
        new.setdefault(_code(t), []).append(t)
    scored = [_scored(case, name, of) for name, of in new.items()]
    found = [s for s in scored if s is not None]
    read = {id(t.scored) for t in told if t.scored.code.code.startswith(("L89", *_CHRONIC))}
    codes = {s.code.code for s in found}
    gone = {id(s): STAGED for s in draft.kept if id(s) in read and s.code.code not in codes}
    draft = draft.withhold(gone).add(found)
    return _advise(_drop_open(draft), new, case)


def _told(draft: Draft, case: Case, prefixes: tuple[str, ...], kind: str) -> Iterator[_Told]:
    """Yield the ulcers of the sentences that name one."""
    ours = [s for s in draft.kept if s.code.code.startswith(prefixes)]
    sites = {s.code.code[:_SITE] for s in ours}
    for s in ours:
        for c in s.candidates:
            if c.assertion is Assertion.PRESENT:
                yield from _of_sentence(s, c, case, kind, sites)


def _of_sentence(
    s: Scored, c: Candidate, case: Case, kind: str, sites: set[str]
) -> Iterator[_Told]:
    sentence = case.document.sentences[c.mention.sentence]
    text = case.document.text
    found = ulcers_in(text, sentence.start, sentence.end, kind)
    fits = [u for u in found if not u.header or u.depth or u.header[:_SITE] in sites]
    evolved = _EVOLVED.search(text, sentence.start, sentence.end) if kind == "pressure" else None
    for u in _deepest(fits) if kind == "chronic" else fits:
        yield _Told(u, s, c, evolved is not None and u.end > evolved.start())


def _deepest(ulcers: Sequence[Ulcer]) -> Iterator[Ulcer]:
    for header in dict.fromkeys(u.header for u in ulcers):
        yield max((u for u in ulcers if u.header == header), key=lambda u: u.depth)


def _of_causes(draft: Draft, case: Case) -> Iterator[_Told]:
    """Yield the site of an ulcer that a combination code names without it."""
    coded = {
        c.mention.sentence
        for s in draft.sure(case)
        for c in s.candidates
        if s.code.code.startswith(_CHRONIC)
    }
    for s in draft.sure(case):
        for c in s.candidates if s.code.code.startswith(_CAUSES) else ():
            sentence = case.document.sentences[c.mention.sentence]
            is_ulcer = _ULCER.search(case.document.text, sentence.start, sentence.end)
            if not is_ulcer or c.mention.sentence in coded:
                continue
            for u in ulcers_in(case.document.text, sentence.start, sentence.end, "chronic"):
                if u.header:
                    yield _Told(u, s, c)


def _code(t: _Told) -> str:
    """Give the code: the site read, or that of the code matched; the depth read, or none."""
    code = t.scored.code.code
    header = t.ulcer.header
    if not header and code.startswith("L89.9"):
        depth = {"0": "5", "": "0"}.get(t.ulcer.depth, t.ulcer.depth)
        return f"L89.9{depth}"
    return f"{header or code[:-1]}{t.ulcer.depth or _NO_DEPTH}"


def _scored(case: Case, name: str, of: Sequence[_Told]) -> Scored | None:
    code = case.store.find(CodeSystem.ICD10CM, name)
    if code is None or not code.billable:
        return None
    words = [candidate_of(code, mention_of(case.document, t.ulcer.start, t.ulcer.end)) for t in of]
    found = dict.fromkeys([*(t.candidate for t in of), *words])
    return Scored(code, max(t.scored.score for t in of), tuple(found))


def _drop_open(draft: Draft) -> Draft:
    """Withhold an unspecified stage, or site, beside a specified one."""
    codes = [s.code.code for s in draft.kept if s.code.code.startswith(("L89", *_CHRONIC))]
    gone = {
        id(s): STAGED
        for s in draft.kept
        if s.code.code in codes and any(_is_open_beside(s.code.code, o) for o in codes)
    }
    return draft.withhold(gone)


def _is_open_beside(code: str, other: str) -> bool:
    if code == other or code[:3] != other[:3]:
        return False
    if code.startswith("L89.9"):
        return not other.startswith("L89.9")
    same = code[:-1] == other[:-1]
    unsided = code[_SITE] == "0" and code[:_SITE] == other[:_SITE] and other[_SITE] != "0"
    return (same or unsided) and code[-1] == _NO_DEPTH


def _advise(draft: Draft, new: dict[str, list[_Told]], case: Case) -> Draft:
    """Say what of an evolved ulcer was there on admission (I.C.12.a.6, Appendix I)."""
    if case.note.setting is not Setting.INPATIENT or not any(
        t.is_evolved for of in new.values() for t in of
    ):
        return draft
    for s in draft.kept:
        if s.code.code.startswith("L89") and s.code.code in new:
            poa = "N" if any(t.is_evolved for t in new[s.code.code]) else "Y"
            draft = draft.advise(s.code, replace(draft.advice_on(s.code), poa=poa))
    return draft
