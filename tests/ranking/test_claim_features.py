from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from coding_assist import Note, Setting
from coding_assist.assistant import default_systems
from coding_assist.deciding.decider import Options
from coding_assist.ranking.claim_features import CLAIM_FEATURES, claim_rows
from coding_assist.ranking.facts import Facts
from coding_assist.ranking.scored import by_code

_SENTENCES = st.sampled_from(
    [
        "HPI: knee pain and gout.", "ASSESSMENT: Type 2 diabetes. Hypertension.",
        "No fever.", "possible pneumonia", "FAMILY HISTORY: mother with asthma.",
        "MEDICATIONS: metformin, warfarin daily.", "PROCEDURE: Laparoscopic appendectomy.",
        "PSH: hip replacement", "He fell from a ladder.", "Chest x-ray.", "\n", "and é ;",
        "Iron deficiency anemia, anemia.", "PLAN: follow up for gout.", "office visit",
    ]
)  # fmt: skip


def groups_of(assistant, text, setting=Setting.OUTPATIENT):
    note = Note(text=text, setting=setting)
    return by_code(assistant.trace(note, Options(systems=default_systems(setting))).candidates)


@settings(max_examples=40, deadline=None)
@given(sentences=st.lists(_SENTENCES, min_size=1, max_size=6), setting=st.sampled_from(Setting))
def test_rows_are_whole_finite_and_of_their_own_note(assistant, sentences, setting):
    text = "\n".join(["Visit.", *sentences])
    groups, facts = groups_of(assistant, text, setting), Facts(len(text), setting)
    rows = claim_rows(groups, facts)
    assert len(rows) == len(groups)
    assert all(len(row) == len(CLAIM_FEATURES) and all(map(isfinite, row)) for row in rows)
    claim_rows(groups_of(assistant, "ASSESSMENT: gout. Asthma."), Facts(25, Setting.EMERGENCY))
    assert claim_rows(groups[::-1], facts) == rows[::-1]


def figures(assistant, text, code, setting=Setting.OUTPATIENT):
    groups = groups_of(assistant, text, setting)
    (at,) = [i for i, group in enumerate(groups) if group[0].code.code == code]
    row = claim_rows(groups, Facts(len(text), setting))[at]
    return dict(zip(CLAIM_FEATURES, row, strict=True))


def test_figures_bear_their_names(assistant):
    text = "HPI: gout. No fever.\nASSESSMENT: Hypertension. Gout."
    gout = figures(assistant, text, "M10.9", Setting.INPATIENT)
    assert (gout["asserted"], gout["concluded"], gout["in_history"]) == (1, 1, 1)
    assert (gout["order"], gout["inpatient"], gout["emergency"]) == (1, 1, 0)
    assert (gout["is_cpt"], gout["is_symptom"], gout["likeness"]) == (0, 0, 1)
    fever = figures(assistant, text, "R50.9")
    assert (fever["asserted"], fever["is_symptom"], fever["diagnosed"]) == (0, 1, 1)


def test_no_candidates_give_no_rows():
    assert claim_rows([], Facts(0, Setting.OUTPATIENT)) == []


def test_every_feature_is_described():
    assert all(CLAIM_FEATURES.values())
