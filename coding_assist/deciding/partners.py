"""Codes that need a partner: "code first" and "use additional code".

ICD-10-CM Official Guidelines FY2026, I.A.13, I.A.17, I.B.7. A partner that the note names, though
with little support of its own, is suggested; one that it does not name is a finding.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coding_assist.codes.relations import Relation
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.sequencing import is_manifestation, place_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored, by_score
from coding_assist.suggestion import Finding

_LEAST = 0.35
"""A partner of so little support is not suggested."""
_NEEDED = {
    "code_first": re.compile(r"^(?:the )?underlying\b(?!.*if (?:known|applicable))"),
    "use_additional": re.compile(r"\bidentify (?:the )?(?:dialysis|site|stage|type|severity)\b"),
}
"""Notes that ask for a partner whatever else holds; "any associated" and "if known" do not."""


def find_partners(draft: Draft, case: Case) -> Draft:
    """Suggest the partners that are named, and say which are missing."""
    raised: list[Scored] = []
    findings: list[Finding] = []
    for s in draft.sure(case):
        for kind, needed in _NEEDED.items():
            notes = case.store.relations(s.code, kind)
            asked = next((r for r in notes if needed.search(r.text)), None)
            if asked is None:
                continue
            found = [p for p in _partners(draft, s, notes, kind) if p.score >= _LEAST]
            best = min(found, key=by_score, default=None)
            if best is not None and best.score < case.minimum:
                raised.append(replace(best, score=case.minimum))
            if not found:
                findings.append(_missing(s, asked))
    draft = draft.add(raised).find(*findings)
    sure = draft.sure(case)
    if sure and all(is_manifestation(s) for s in sure if place_of(s) <= 1 or is_manifestation(s)):
        return draft.find(*(_first(s) for s in sure if is_manifestation(s)))
    return draft


def _partners(draft: Draft, s: Scored, notes: tuple[Relation, ...], kind: str) -> Iterator[Scored]:
    """Yield the codes that the notes name; where words alone do, any other disease."""
    named = [r for r in notes if r.low and (kind == "code_first" or _NEEDED[kind].search(r.text))]
    for o in draft.kept:
        if o is s or o.code.system is not CodeSystem.ICD10CM:
            continue
        in_words = not named and kind == "code_first" and place_of(o) == 1 and o.score > _LEAST
        if in_words or any(r.covers(o.code.code) for r in named):
            yield o


def _missing(s: Scored, asked: Relation) -> Finding:
    words = "Code first" if asked.kind == "code_first" else "Use additional"
    return Finding(
        level="warning" if asked.kind == "code_first" else "info",
        rule=asked.kind,
        codes=(s.code.code,),
        message=f"{s.code.code} needs a partner that the note does not name. "
        f"{asked.at} {words}: {asked.text}",
        guideline="I.A.13" if asked.kind == "code_first" else "I.A.17",
    )


def _first(s: Scored) -> Finding:
    return Finding(
        level="error",
        rule="manifestation_first",
        codes=(s.code.code,),
        message=f"{s.code.code} is a manifestation and is never first-listed.",
        guideline="I.A.13",
    )
