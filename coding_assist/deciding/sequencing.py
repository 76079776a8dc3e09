"""The order of the diagnoses on the claim; the first is first-listed, or principal.

First is the diagnosis that the note's conclusions name first (ICD-10-CM Official Guidelines
FY2026, IV.G; II for inpatients); never an external cause (I.C.20.a.6), a status or history code
only where there is nothing else.
"""

from collections.abc import Mapping, Sequence

from coding_assist.note import CodeSystem
from coding_assist.ranking.diagnoses import CONCLUDING
from coding_assist.ranking.scored import Scored

_EXTERNAL = ("V", "W", "X", "Y")
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
    return {s.code.code: i for i, s in enumerate(order, 1)}


def _in_note(s: Scored) -> tuple[bool, bool, bool, int, str]:
    places = [
        (c.mention.section.kind not in CONCLUDING, c.mention.spans[0].start) for c in s.candidates
    ]
    code = s.code.code
    return (code.startswith(_EXTERNAL), code.startswith(_STATUS), *min(places), code)
