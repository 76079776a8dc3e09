"""The order of the diagnoses on the claim; the first is first-listed, or principal.

First is the diagnosis chiefly responsible for the visit (ICD-10-CM Official Guidelines FY2026,
IV.A, IV.G) or established after study (II): the one that explains the complaint, else the one
that the note's conclusions name first. Codes that may only be first and that never are
(I.C.21.c.16, I.C.20.a.6) are data: `code_sets/rules/sequence.tsv`. Every "code first" and "use
additional code" note of the Tabular List is respected (I.A.13, I.A.17).
A poisoning comes before its manifestations, the drug of an adverse effect or underdosing after
them (I.C.19.e.5); the gravest injury first of the injuries (I.C.19.b, I.C.19.d.1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from coding_assist.codes import CodeStore
from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.integral import symptoms_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.diagnoses import CONCLUDING
from coding_assist.ranking.scored import Scored

_PLACES = {"first": 0, "any": 1, "status": 2, "never": 3, "external": 4}
_ORGANS = ("S06", "S14.1", "S24.1", "S25", "S26", "S27", "S34.1", "S35", "S36", "S37")
"""Injuries inside the skull, chest and abdomen and of the cord, graver than those outside."""
_COMPLAINT = "chief_complaint"
_MANIFESTATION = "classified elsewhere"

Key = tuple[int, int, bool, bool, bool, int, str]


def sequence_diagnoses(draft: Draft, case: Case) -> Draft:
    """Put the diagnoses in the order of the claim, whatever of them is shown in the end."""
    diagnoses = [s for s in draft.kept if s.code.system is CodeSystem.ICD10CM]
    decided = {code: i for i, code in enumerate(draft.sequence)}
    complaints = tuple(
        s.code.code
        for s in (*draft.kept, *(s for s, _ in draft.withheld))
        if any(c.mention.section.kind == _COMPLAINT for c in s.candidates)
    )
    key = {s.code.code: _key(s, decided, complaints) for s in diagnoses}
    waits = {s.code.code: _before(s, diagnoses, case.store) for s in diagnoses}
    return replace(draft, sequence=_by_severity(_sorted(key, waits)))


def sequenced(shown: Sequence[Scored], decided: Sequence[str] = ()) -> Mapping[str, int]:
    """Give the place of each diagnosis on the claim, from 1.

    Args:
        shown: codes that are suggested.
        decided: diagnoses whose order the rules decided; others follow as the note has them.
    """
    place = {code: i for i, code in enumerate(decided)}
    order = sorted(
        (s for s in shown if s.code.system is CodeSystem.ICD10CM),
        key=lambda s: (place.get(s.code.code, len(place)), _key(s, {}, ())),
    )
    return {s.code.code: i for i, s in enumerate(order, 1)}


def is_manifestation(s: Scored) -> bool:
    """Tell whether a code says that the disease itself is coded elsewhere."""
    return _MANIFESTATION in s.code.title.lower() and "not elsewhere" not in s.code.title.lower()


def place_of(s: Scored) -> int:
    """Tell where a code may stand: 0 only first, 1 anywhere, 3 and up never first."""
    code = s.code.code
    own = next((_places()[code[:n]] for n in range(len(code), 0, -1) if code[:n] in _places()), 1)
    is_after = is_manifestation(s) or drug_role(code) in ("5", "6")
    return max(own, _PLACES["never"]) if is_after else own


def _key(s: Scored, decided: Mapping[str, int], complaints: Sequence[str]) -> Key:
    code = s.code.code
    places = [
        (c.mention.section.kind not in CONCLUDING, c.mention.spans[0].start) for c in s.candidates
    ]
    explains = any(
        c == code or (c[:3] == code[:3] and c[0] != "Z") or c.startswith(tuple(symptoms_of(code)))
        for c in complaints
    )
    is_poisoning = drug_role(code) in tuple("1234")
    order = decided.get(code, len(decided))
    return (order, place_of(s), not is_poisoning, not explains, *min(places), code)


def _by_severity(order: Sequence[str]) -> tuple[str, ...]:
    """Put the gravest injury in the place of the first injury."""
    places = [i for i, code in enumerate(order) if _gravity(code)]
    ranked = sorted((order[i] for i in places), key=lambda code: -_gravity(code))
    put = dict(zip(places, ranked, strict=True))
    return tuple(put.get(i, code) for i, code in enumerate(order))


def _gravity(code: str) -> int:
    """Rank injuries under care: burns by degree; organs before the rest; 0 for what is none."""
    if code[-1:] not in "ABC" or len(code) < len("S52.531A"):
        return 0
    if "T20" <= code[:3] <= "T25":
        return 10 + int(code[4])
    if code[0] != "S":
        return 0
    return 9 if code.startswith(_ORGANS) else 5


def drug_role(code: str) -> str:
    """Give what a code of T36-T51 says of the drug: 1 to 4 poisoning, 5 adverse, 6 underdosing."""
    if not "T36" <= code[:3] <= "T51" or len(code) < len("T36.0X5A"):
        return ""
    return code[-3] if code[-2] == "X" and code[-3].isdigit() else code[-2]


def _before(s: Scored, others: Sequence[Scored], store: CodeStore) -> frozenset[str]:
    """Give the codes that notes of the Tabular List put before a code."""
    first = [r for r in store.relations(s.code, "code_first") if r.low]
    return frozenset(
        o.code.code
        for o in others
        if o is not s
        and (
            any(r.covers(o.code.code) for r in first)
            or any(r.covers(s.code.code) for r in store.relations(o.code, "use_additional"))
        )
    )


def _sorted(key: Mapping[str, Key], waits: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Sort by key, each code after those it waits for; a circle is broken at the least key."""
    left = sorted(key, key=lambda code: key[code])
    order: list[str] = []
    while left:
        free = next((c for c in left if not waits[c].intersection(left)), left[0])
        left.remove(free)
        order.append(free)
    return tuple(order)


@cache
def _places() -> Mapping[str, int]:
    rows = read_table("rules", "sequence.tsv", ["prefix", "place", "why"])
    return {prefix: _PLACES[place] for prefix, place, _ in rows}
