"""What a status, screening or examination code needs besides itself.

ICD-10-CM Official Guidelines FY2026: a general examination says whether it found anything
(I.C.21.c.13); a body mass index is coded only with a diagnosis it belongs to (I.B.14,
I.C.21.c.3); a family history that a screening rests on is coded with it (I.C.21.c.4). The
pairs of the last are data: `code_sets/rules/screening_family.tsv`.
"""

import re
from dataclasses import replace
from functools import cache

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.said import asserted, rewritten, sentence_of, sentences_of
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

FOUND = Standing("less_specific", "I.C.21.c.13")
NO_DIAGNOSIS = Standing("no_associated_diagnosis", "I.B.14")
_EXAMINATIONS = {"Z00.00": "Z00.01", "Z00.129": "Z00.121"}
_WEIGHT = (
    "E40", "E41", "E42", "E43", "E44", "E45", "E46", "E64.0", "E65", "E66", "E68", "E88.82",
    "F50.0", "O25", "O99.21", "O99.84", "R62.51", "R62.7", "R63.6", "R64",
)  # fmt: skip
"""Prefixes of diagnoses that a body mass index belongs to."""
_INDEX = re.compile(r"\b(?:bmi|body mass index)\W{0,4}(?:of |is |was |now )?(\d\d)\b")
_NEW = re.compile(
    r"\b(?:new(?:ly)?|today|abnormal|elevated|incidental(?:ly)?|finding|found|noted|detected)\b"
)
_NOTHING_FOUND = re.compile(r"\b(?:no|without) (?:new )?abnormal(?: findings?|ities)\b")


def code_status(draft: Draft, case: Case) -> Draft:
    """Complete status, screening and examination codes, or withhold them."""
    return _weigh_family(_measure(_examine(draft, case), case), case)


def _examine(draft: Draft, case: Case) -> Draft:
    """Code an examination "with abnormal findings" where a new sign or finding is named."""
    plain = [s for s in draft.kept if s.code.code in _EXAMINATIONS]
    if not plain or _NOTHING_FOUND.search(case.document.text.lower()):
        return draft
    if not any(
        s.code.code.startswith("R") and any(map(_NEW.search, sentences_of(case, s)))
        for s in draft.sure(case)
    ):
        return draft
    new = [
        rewritten(case.store.get(CodeSystem.ICD10CM, _EXAMINATIONS[s.code.code]), s) for s in plain
    ]
    return draft.withhold({id(s): FOUND for s in plain}).add(new)


def _measure(draft: Draft, case: Case) -> Draft:
    """Code a body mass index with the diagnosis it belongs to, and not without."""
    index = [s for s in draft.kept if s.code.code.startswith("Z68")]
    if not index:
        return draft
    score = max((s.score for s in draft.sure(case) if s.code.code.startswith(_WEIGHT)), default=0.0)
    if score:
        return _raised(draft, [s for s in index if _is_measured(case, s)], score)
    return draft.withhold({id(s): NO_DIAGNOSIS for s in index})


def _is_measured(case: Case, s: Scored) -> bool:
    """Tell whether the number follows the words: not "64 in, BMI 16"."""
    return any(
        number in {w.partition(".")[0] for w in c.mention.words}
        for c in asserted(s)
        for number in _INDEX.findall(sentence_of(case, c))
    )


def _weigh_family(draft: Draft, case: Case) -> Draft:
    """Let a family history stand where a screening of the note rests on it."""
    named = {s.code.code: s.score for s in draft.sure(case)}
    for screening, family in _screenings():
        scores = [score for code, score in named.items() if code.startswith(screening)]
        related = [s for s in draft.kept if s.code.code.startswith(family) and asserted(s)]
        if scores and related:
            draft = _raised(draft, related, max(scores))
    return draft


def _raised(draft: Draft, codes: list[Scored], score: float) -> Draft:
    """Let codes score as much as what they belong to."""
    return draft.add(replace(s, score=max(s.score, score)) for s in codes)


@cache
def _screenings() -> tuple[tuple[str, str], ...]:
    rows = read_table("rules", "screening_family.tsv", ["screening", "family", "why"])
    return tuple((screening, family) for screening, family, _ in rows)
