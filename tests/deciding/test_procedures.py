import pytest

from coding_assist import Note, Setting


def suggested(assistant, text, **values):
    found = assistant.suggest(Note(text=text, **values))
    return {s.code: s for s in found.suggestions}, {w.code: w for w in found.withheld}


@pytest.mark.parametrize(
    ("text", "code", "modifiers"),
    [
        ("Procedure: left knee injection.", "20610", {"LT"}),
        ("Procedure: both knees injected with steroid.", "20610", {"50"}),
        ("Procedure: knee injection.", "20610", set()),
        ("Procedure: trigger finger release, right ring finger.", "26055", {"F8"}),
        ("Procedure: nail avulsion, left great toe.", "11730", {"TA"}),
        ("Procedure: skin tag removal, left neck.", "11200", set()),
    ],
)
def test_modifiers_of_place(assistant, text, code, modifiers):
    found, _ = suggested(assistant, text)
    assert {m.code for m in found[code].modifiers} == modifiers


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Procedure: shave biopsy of one lesion.", {"11102": 1}),
        ("Procedure: shave biopsies of four lesions.", {"11102": 1, "11103": 3}),
        ("Procedure: punch biopsy, 4 mm.", {"11104": 1}),
        ("Procedure: skin tag removal, 26 tags.", {"11200": 1, "11201": 2}),
        ("Procedure: cryotherapy of 16 warts.", {"17111": 1}),
    ],
)
def test_units(assistant, text, units):
    found, _ = suggested(assistant, text)
    assert {c: s.units for c, s in found.items() if c.startswith("1")} == units


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Plan: right knee injection next week.", "planned"),
        ("Offered knee injection; patient declined.", "not_performed"),
        ("Knee injection was not performed.", "not_performed"),
    ],
)
def test_what_was_not_done_is_withheld(assistant, text, reason):
    found, withheld = suggested(assistant, text)
    assert "20610" not in found
    assert withheld["20610"].reason == reason


def test_a_summary_of_a_stay_only_retells_procedures(assistant):
    text = "Discharge summary\nProcedure: laparoscopic cholecystectomy."
    found, withheld = suggested(assistant, text, setting=Setting.INPATIENT)
    assert "47562" not in found
    assert withheld["47562"].reason == "reported_elsewhere"


def test_what_is_included_is_withheld_with_its_words(assistant):
    text = "Procedure: diagnostic colonoscopy with snare polypectomy."
    found, withheld = suggested(assistant, text)
    assert "45385" in found
    assert withheld["45378"].reason == "included_procedure"
    assert all(e.text in text for e in withheld["45378"].evidence)


def test_59_is_a_question_and_no_modifier(assistant):
    text = "Procedure: colonoscopy with snare polypectomy; colonoscopy with biopsy."
    found = assistant.suggest(Note(text=text))
    (question,) = [f for f in found.findings if f.rule == "distinct_procedures"]
    assert question.codes == ("45380", "45385")
    assert not any(m.code in ("59", "XS") for s in found.suggestions for m in s.modifiers)


def test_pointers_name_the_diagnosis_of_the_site(assistant):
    text = "Assessment: hypertension; left knee osteoarthritis.\nProcedure: left knee injection."
    found, _ = suggested(assistant, text)
    assert found["20610"].pointers == ("M17.12",)
