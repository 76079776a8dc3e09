from coding_assist import Note


def _codes(assistant, text):
    return {s.code for s in assistant.suggest(Note(text=text)).suggestions}


def test_aftercare_names_the_joint(assistant):
    answer = assistant.suggest(Note(text="Aftercare visit following left total knee replacement."))
    found = {s.code: s for s in answer.suggestions}
    assert found["Z47.1"].sequence < found["Z96.652"].sequence
    assert all(s.evidence for s in found.values())


def test_an_organ_removed_now_is_no_status(assistant):
    assert "Z90.5" in _codes(assistant, "The right kidney was removed in 2015.")
    assert "Z90.5" not in _codes(assistant, "The right kidney was removed through the port.")


def test_follow_up_needs_a_treatment_that_ended(assistant):
    text = "Surveillance visit after completed treatment for bladder cancer."
    assert {"Z08", "Z85.51"} <= _codes(assistant, text)
    assert "Z08" not in _codes(assistant, "Follow-up of bladder cancer.")
