import pytest

from coding_assist import CodeSystem, Note, Setting


def answer(assistant, text, **values):
    return assistant.suggest(Note(text=text, **values))


def visits(found):
    return [s.code for s in found.suggestions if s.code.startswith(("992", "993", "98"))]


OFFICE = "{who} patient, office visit.\nAssessment: hypertension.\n{level}"


@pytest.mark.parametrize(
    ("who", "level", "code"),
    [
        ("Established", "Total time: 19 minutes.", "99212"),
        ("Established", "Total time: 20 minutes.", "99213"),
        ("Established", "Total time: 39 minutes.", "99214"),
        ("Established", "Total time: 40 minutes.", "99215"),
        ("New", "Total time: 44 minutes.", "99203"),
        ("New", "Total time: 60 minutes.", "99205"),
        ("Established", "MDM: high.", "99215"),
        ("New", "MDM: low.", "99203"),
    ],
)
def test_level_by_time_or_decision_making(assistant, who, level, code):
    assert visits(answer(assistant, OFFICE.format(who=who, level=level))) == [code]


@pytest.mark.parametrize(("age", "code"), [(0.5, "99391"), (4, "99392"), (17, "99394")])
def test_a_preventive_visit_goes_by_age(assistant, age, code):
    found = answer(assistant, "Procedure: well child visit.", patient={"age_years": age})
    assert visits(found) == [code]


def test_the_evidence_is_what_the_note_says_of_the_visit(assistant):
    found = answer(assistant, OFFICE.format(who="Established", level="Total time: 32 minutes."))
    (visit,) = [s for s in found.suggestions if s.code == "99214"]
    assert "32 minutes" in {e.text for e in visit.evidence}
    assert "total time 32 minutes" in visit.reasons
    assert visit.pointers == ("I10",)


@pytest.mark.parametrize(
    "text",
    [
        "Operative report.\nPostoperative diagnosis: carpal tunnel syndrome.",
        "Total time: 32 minutes.\nNo other problem addressed. Injection only.",
        "CT of the chest.\nIndication: cough.\nFindings: clear.",
    ],
)
def test_no_visit_without_one(assistant, text):
    assert visits(answer(assistant, text)) == []


def test_no_visit_where_procedures_are_not_asked_for(assistant):
    note = Note(text=OFFICE.format(who="New", level="MDM: low."))
    found = assistant.suggest(note, systems=(CodeSystem.ICD10CM,))
    assert {s.system for s in found.suggestions} == {CodeSystem.ICD10CM}


def test_critical_care_takes_the_place_of_the_visit(assistant):
    text = "HPI: found down.\nAssessment: septic shock.\nCritical care time 110 minutes."
    found = answer(assistant, text, setting=Setting.EMERGENCY)
    units = {s.code: s.units for s in found.suggestions if s.code.startswith("99")}
    assert units == {"99291": 1, "99292": 2}
