"""Weights of procedure codes: where a procedure is named tells whether it was done today.

An operative note names it under its own heading; results speak of tests done by others;
laboratory work is billed by the laboratory. A drug's code needs that it was given here (Medicare
Claims Processing Manual, chapter 17, section 10), so its name alone weighs little.
"""

from collections.abc import Collection, Set

_SURGERY = {
    "procedure": 2.0, "procedure_detail": 0.5, "findings": -0.3, "plan": -0.8, "hpi": -1.5,
    "pmh": -2.5, "psh": -2.5, "results": -1.2, "assessment_plan": -0.4, "assessment": -0.6,
    "exam": -1.0, "medications": -2.0, "indication": -1.5, "hospital_course": 0.2,
    "social_history": -2.5, "preoperative_diagnosis": -1.5, "postoperative_diagnosis": -1.0,
    "other": -0.8, "procedure_other": -1.5, "ros": -2.0, "chief_complaint": -0.5, "": 0.4,
}  # fmt: skip
_IMAGING = {
    "procedure": 2.0, "": 1.2, "indication": -0.4, "findings": 0.0, "results": -0.3, "hpi": -1.5,
    "plan": -1.0, "assessment_plan": -0.4, "assessment": -0.4, "procedure_detail": 0.0,
    "hospital_course": -0.8, "pmh": -2.0, "psh": -2.0, "exam": -0.6, "other": 0.2,
}  # fmt: skip
_IN_OFFICE = frozenset("poc rapid dip dipstick office clinic bedside in-house house".split())
_HERE = frozenset("here today".split())
_GIVEN = frozenset("given administered injected infused push gave".split())
_NOT_NOW = frozenset(
    "order ordered refer referral referred schedule scheduled discuss discussed consider recommend "
    "recommended plan planned next return outside last prior previous".split()
)
_PLAIN_OR_SOUND, _RARELY_CODED = "04", -0.7
"""Plain films and ultrasound of a stay, ICD-10-PCS: hospitals seldom code them."""
_NOW = 0.9
_NOT_GIVEN = -0.7
_DRUG = tuple("AJQ")
_LABORATORY = -2.0
_MISSING = -0.6
_BIAS = 1.4
_OPERATIVE = frozenset({"procedure", "postoperative_diagnosis"})


def procedure_weight(
    code: str, display: str, section: str, sections: Collection[str], words: Set[str]
) -> float:
    """Weigh a CPT, HCPCS or ICD-10-PCS code by its kind and by the section it is named in.

    Args:
        code: the code.
        display: its description; tells plain films from other imaging.
        section: kind of the section.
        sections: kinds of all sections that name anything, which tell an operative note.
        words: normal forms of the mention and around it.
    """
    is_cpt = len(code) == 5 and code.isdigit()
    family = code[0] if is_cpt else ""
    table = _IMAGING if family == "7" or (family == "9" and code < "99000") else _SURGERY
    x = table.get(section, _MISSING) + _BIAS
    if family == "8" and section != "procedure" and not words & _IN_OFFICE:
        x += _LABORATORY
    x += _done_now(code, section, words)
    if is_cpt and code < "02000":
        x -= 2.5
    if family == "7" and section == "results":
        x += 0.9 if display.lower().startswith("x-ray") else -0.8
    if len(code) == 7 and code[0] == "B" and code[2] in _PLAIN_OR_SOUND:
        x += _RARELY_CODED
    if not _OPERATIVE.isdisjoint(sections) and section not in ("procedure", "") and family != "7":
        x -= 0.5
    return x


def _done_now(code: str, section: str, words: Set[str]) -> float:
    """Weigh words that say that it was done here: a drug given, a test in the office."""
    is_drug = len(code) == 5 and code.startswith(_DRUG)
    is_injection = is_drug or code[:3] in ("963", "964") or code[:4] == "9047"
    today = bool(words & _HERE)
    # A clinic may be another one ("INR from the warfarin clinic").
    given = bool(words & (_IN_OFFICE - {"clinic"})) or (today and "clinic" in words)
    # Imaging and laboratory work of today is often done elsewhere.
    given = given or (today and code[:1] in ("1", "9"))
    given = given or (is_injection and (today or bool(words & _GIVEN)))
    if section in ("procedure", "procedure_detail") or words & _NOT_NOW:
        given = False
    if given:
        return _NOW
    return _NOT_GIVEN if is_drug and section != "procedure" else 0.0
