"""Codes that a note of the Tabular List keeps apart: Excludes1.

"An Excludes1 note indicates that the code excluded should never be used at the same time as the
code above the Excludes1 note ... An exception to the Excludes1 definition is the circumstance
when the two conditions are unrelated to each other" (ICD-10-CM Official Guidelines FY2026,
I.A.12.a). The notes are data: `CodeStore.relations`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

from coding_assist.codes import Code, CodeStore
from coding_assist.codes.relations import Relation
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.matching.wording import SIDES, title_words
from coding_assist.note import CodeSystem
from coding_assist.ranking.diagnoses import is_symptom
from coding_assist.ranking.scored import Scored, by_score
from coding_assist.reading.document import Document
from coding_assist.suggestion import Finding

EXCLUDED = Standing("excludes1", "I.A.12.a")
_WEAKER = frozenset({"less_specific", "integral_symptom"})
"""Reasons that a note of the Tabular List itself goes before."""
_MARGIN = 0.25
"""The code above the note yields to the one it names, unless it is so much better supported."""
_UNRELATED = re.compile(
    r"\bunrelated\b|\bnot (?:related|due|caused)\b|\bindependent of\b|\bseparate from\b",
    re.IGNORECASE,
)

_STATUS = ("Z3", "Z7", "Z8", "Z9")
"""Status and history yield to the condition that tells as much (I.C.21.c.3), and so does care of a
pregnancy in which nothing is wrong."""

Pair = tuple[Scored, Scored, Relation]
"""The code that stays, the one that goes, and the note."""


def withhold_excluded(draft: Draft, case: Case) -> Draft:
    """Keep the better supported code of each pair that excludes each other."""
    weaker = [s for s, standing in draft.withheld if standing.reason in _WEAKER]
    order = sorted((s for s in draft.kept if _is_diagnosis(s)), key=by_score)
    gone: dict[int, Pair] = {}
    for pair in _pairs(order, case):
        if id(pair[0]) not in gone and id(pair[1]) not in gone:
            gone[id(pair[1])] = pair
    stay = [s for s in order if id(s) not in gone and s.score >= case.minimum]
    for s in weaker:
        found = next((f for f in (_between(o, s, case) for o in stay) if f), None)
        if found:
            gone[id(s)] = found
    if not gone:
        return draft
    withheld = tuple((s, EXCLUDED if id(s) in gone else why) for s, why in draft.withheld)
    draft = replace(draft, withheld=withheld).withhold(dict.fromkeys(gone, EXCLUDED))
    return draft.find(*(_finding(p) for p in gone.values() if _is_worth_a_word(p, case)))


def _is_diagnosis(s: Scored) -> bool:
    return s.code.system is CodeSystem.ICD10CM


def _pairs(order: list[Scored], case: Case) -> Iterator[Pair]:
    """Yield the pairs in conflict, the better supported first."""
    for one, other in combinations(order, 2):
        found = _between(one, other, case)
        if found:
            yield found


def _between(one: Scored, other: Scored, case: Case) -> Pair | None:
    """Say which of two codes stays, where a note keeps them apart."""
    forth = _note(case.store, one.code, other.code)
    back = _note(case.store, other.code, one.code)
    note = forth or back
    if note is None or _are_unrelated(one, other, case.document):
        return None
    yields = sorted(
        (one, other),
        key=lambda s: (_strength(s, back if s is one else forth, case), by_score(s)),
    )
    return (yields[0], yields[1], note)


def _strength(s: Scored, named: Relation | None, case: Case) -> float:
    """Weigh a code of a pair; the lower stays.

    What the other's note names is the better code, but where it is named as what is left over:
    "senile dementia NOS (F03)".
    """
    weak = is_symptom(s.code.code) or s.code.code.startswith(_STATUS)
    better = 0 if named is None else -1 if " NOS" in named.text else 1
    return -s.score - (s.score >= case.minimum) + _MARGIN * (weak - better)


def _note(store: CodeStore, above: Code, code: Code) -> Relation | None:
    """Give the note above one code that excludes the other."""
    for r in store.relations(above, "excludes1"):
        if r.covers(code.code) and not r.covers(above.code) and not _means_another(r.text, code):
            return r
    return None


def _means_another(text: str, code: Code) -> bool:
    """Tell whether the note's words leave the code out: an ulcer with hemorrhage, without."""
    title = code.title.lower()
    return any(note in text and not_meant in title for note, not_meant in _words())


def _are_unrelated(one: Scored, other: Scored, document: Document) -> bool:
    sides, others = title_words(one.code.title) & SIDES, title_words(other.code.title) & SIDES
    if {"left", "right"} <= sides | others and not sides & others:
        return True
    named = {c.mention.sentence for s in (one, other) for c in s.candidates}
    return any(
        _UNRELATED.search(document.text, document.sentences[i].start, document.sentences[i].end)
        for i in named
    )


def _is_worth_a_word(pair: Pair, case: Case) -> bool:
    """Tell whether both codes would be suggested but for the note."""
    return all(s.score >= case.minimum for s in pair[:2])


def _finding(pair: Pair) -> Finding:
    stays, goes, note = pair
    return Finding(
        level="info",
        rule="excludes1",
        codes=(stays.code.code, goes.code.code),
        message=f"{note.at} Excludes1: {note.text}. {goes.code.code} is not coded beside "
        f"{stays.code.code} unless the two conditions are unrelated.",
        guideline="I.A.12.a",
    )


@cache
def _words() -> tuple[tuple[str, str], ...]:
    rows = read_table("rules", "note_words.tsv", ["note", "title", "why"])
    return tuple((note, title) for note, title, _ in rows)
