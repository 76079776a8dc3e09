import pytest

from coding_assist import CodeSystem, Note
from coding_assist.data_files import read_table


def answer(assistant, text, setting="outpatient"):
    return assistant.suggest(Note(text=text, setting=setting))


def codes(assistant, text, setting="outpatient"):
    return {s.code for s in answer(assistant, text, setting).suggestions}


def reasons(assistant, text, setting="outpatient"):
    return {(w.code, w.reason, w.guideline) for w in answer(assistant, text, setting).withheld}


@pytest.mark.parametrize(
    ("text", "setting", "code"),
    [
        ("Dx: closed right Colles fracture.", "emergency", "S52.531A"),
        ("Here for follow-up. Dx: right Colles fracture, healing well.", "outpatient", "S52.531D"),
        ("Dx: right Colles fracture with malunion.", "outpatient", "S52.531P"),
        ("Dx: open right Colles fracture, Gustilo type IIIA.", "emergency", "S52.531C"),
        ("Dx: right Colles fracture. Open reduction planned.", "emergency", "S52.531A"),
        ("Dx: right Colles fracture. Follow up in 2 weeks.", "outpatient", "S52.531A"),
        ("Dx: right Colles fracture, no nonunion. Splint.", "emergency", "S52.531A"),
    ],
)
def test_the_seventh_character_is_the_stage_of_care(assistant, text, setting, code):
    assert code in codes(assistant, text, setting)


def test_aftercare_is_withheld_beside_a_healing_injury(assistant):
    text = "Here for suture removal. Assessment: laceration of left hand, healing well."
    assert "S61.412D" in codes(assistant, text)
    assert ("Z48.02", "aftercare_of_injury", "I.C.21.c.7") in reasons(assistant, text)


def test_a_superficial_injury_gives_way_at_its_site_only(assistant):
    text = "Dx: laceration of left forearm. Abrasion of {} forearm."
    assert "S50.812A" not in codes(assistant, text.format("left"), "emergency")
    found = reasons(assistant, text.format("left"), "emergency")
    assert ("S50.812A", "superficial_injury", "I.C.19.b.1") in found
    assert "S50.811A" in codes(assistant, text.format("right"), "emergency")


def test_burns_of_a_site_take_the_highest_degree(assistant):
    text = "Dx: second and third degree burn of right forearm; second degree burn, left palm."
    found = codes(assistant, text, "emergency")
    assert {"T22.311A", "T23.252A"} <= found
    assert "T22.211A" not in found


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("with loss of consciousness for 10 minutes", "S06.0X1A"),
        ("with LOC", "S06.0X9A"),
        ("with no loss of consciousness", "S06.0X0A"),
    ],
)
def test_a_concussion_says_how_long(assistant, told, code):
    assert code in codes(assistant, f"Dx: concussion {told}.", "emergency")


def test_causes_stand_beside_an_injury_and_last(assistant):
    text = "Fell off a ladder. Dx: right wrist sprain."
    found = sorted(answer(assistant, text, "emergency").suggestions, key=lambda s: s.sequence)
    assert [s.code for s in found if s.sequence] == ["S63.501A", "W11.XXXA"]


def test_places_need_an_injury(assistant):
    assert "Y92.411" not in codes(assistant, "Got stuck on the interstate. Dx: migraine.")


def test_every_row_of_the_tables_is_a_code(assistant):
    for site, category, digit, sided in read_table(
        "rules", "burn_sites.tsv", ["site", "category", "digit", "sided"]
    ):
        for degree in "123":
            name = f"{category}.{degree}{digit}{'1A' if sided == 'yes' else 'XA'}"
            assert assistant.codes.find(CodeSystem.ICD10CM, name), site
    for row in read_table("rules", "external_together.tsv", ["code", "beside", "instead"]):
        assert all(assistant.codes.get(CodeSystem.ICD10CM, code).billable for code in row)
