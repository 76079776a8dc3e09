from coding_assist import Note


def _codes(assistant, text):
    return {s.code for s in assistant.suggest(Note(text=text)).suggestions}


def test_a_body_mass_index_needs_its_diagnosis(assistant):
    assert {"E66.9", "Z68.34"} <= _codes(assistant, "Assessment: obesity. BMI 34.2.")
    assert not {"Z68.34"} & _codes(assistant, "Assessment: hypertension. BMI 34.2.")


def test_an_examination_says_what_it_found(assistant):
    text = "Annual physical. New finding today: elevated blood pressure reading."
    assert {"Z00.01", "R03.0"} <= _codes(assistant, text)
    assert "Z00.00" in _codes(assistant, "Annual physical. No abnormal findings.")


def test_a_relatives_cancer_is_never_the_patients(assistant):
    codes = _codes(assistant, "Screening mammogram. Mother had breast cancer.")
    assert "Z80.3" in codes
    assert not {c for c in codes if c.startswith(("C50", "Z85.3"))}
