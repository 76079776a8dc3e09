"""The order of the diagnoses on the claim; the first is first-listed, or principal.

First is the diagnosis that the note's conclusions name first (ICD-10-CM Official Guidelines
FY2026, IV.G; II for inpatients); never an external cause (I.C.20.a.6), a status or history code
only where there is nothing else. A poisoning comes before its manifestations, the drug of an
adverse effect or underdosing after them (I.C.19.e.5).
"""

from collections.abc import Mapping, Sequence

from coding_assist.note import CodeSystem
from coding_assist.ranking.diagnoses import CONCLUDING
from coding_assist.ranking.scored import Scored

_EXTERNAL = ("V", "W", "X", "Y")
_ORGANS = ("S06", "S14.1", "S24.1", "S25", "S26", "S27", "S34.1", "S35", "S36", "S37")
"""Injuries inside the skull, chest and abdomen and of the cord, graver than those outside."""
_STATUS = ("Z68", "Z7", "Z8", "Z9", "B95", "B96", "B97")
"""Among them what names the organism of a disease, "supplementary or additional" (B95-B97)."""


def sequenced(shown: Sequence[Scored], decided: Sequence[str] = ()) -> Mapping[str, int]:
    """Give the place of each diagnosis on the claim, from 1.

    Args:
        shown: codes that are suggested.
        decided: diagnoses whose order the rules decided; others follow as the note has them.
    """
    diagnoses = [s for s in shown if s.code.system is CodeSystem.ICD10CM]
    place = {code: i for i, code in enumerate(decided)}
    order = sorted(diagnoses, key=lambda s: (place.get(s.code.code, len(place)), *_in_note(s)))
    order = _by_severity(order)
    return {s.code.code: i for i, s in enumerate(order, 1)}


def _by_severity(order: list[Scored]) -> list[Scored]:
    """Put the gravest injury in the place of the first injury (I.C.19.b, I.C.19.d.1)."""
    places = [i for i, s in enumerate(order) if _gravity(s.code.code)]
    ranked = sorted((order[i] for i in places), key=lambda s: -_gravity(s.code.code))
    for i, s in zip(places, ranked, strict=True):
        order[i] = s
    return order


def _gravity(code: str) -> int:
    """Rank injuries under care: burns by degree; organs before the rest; 0 for what is none."""
    if code[-1:] not in "ABC" or len(code) < len("S52.531A"):
        return 0
    if "T20" <= code[:3] <= "T25":
        return 10 + int(code[4])
    if code[0] != "S":
        return 0
    return 9 if code.startswith(_ORGANS) else 5


def _in_note(s: Scored) -> tuple[bool, bool, bool, bool, int, str]:
    places = [
        (c.mention.section.kind not in CONCLUDING, c.mention.spans[0].start) for c in s.candidates
    ]
    code = s.code.code
    is_additional = code.startswith(_EXTERNAL) or drug_role(code) in ("5", "6")
    is_poisoning = drug_role(code) in tuple("1234")
    return (is_additional, code.startswith(_STATUS), not is_poisoning, *min(places), code)


def drug_role(code: str) -> str:
    """Give what a code of T36-T51 says of the drug: 1 to 4 poisoning, 5 adverse, 6 underdosing."""
    if not "T36" <= code[:3] <= "T51" or len(code) < len("T36.0X5A"):
        return ""
    return code[-3] if code[-2] == "X" and code[-3].isdigit() else code[-2]
