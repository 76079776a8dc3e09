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
_STATUS = ("Z68", "Z7", "Z8", "Z9")


def sequenced(shown: Sequence[Scored], decided: Sequence[str] = ()) -> Mapping[str, int]:
    """Give the place of each diagnosis on the claim, from 1.

    Args:
        shown: codes that are suggested.
        decided: diagnoses whose order the rules decided; others follow as the note has them.
    """
    diagnoses = [s for s in shown if s.code.system is CodeSystem.ICD10CM]
    place = {code: i for i, code in enumerate(decided)}
    order = sorted(diagnoses, key=lambda s: (place.get(s.code.code, len(place)), *_in_note(s)))
    return {s.code.code: i for i, s in enumerate(order, 1)}


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
