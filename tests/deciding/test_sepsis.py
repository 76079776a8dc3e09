import pytest

from coding_assist import Note
from coding_assist.data_files import read_table
from coding_assist.deciding.sepsis_parts import prefixes_of


@pytest.fixture
def code(assistant):
    def run(text):
        return assistant.suggest(Note(text=text, setting="inpatient"))

    return run


def in_order(answer):
    return [s.code for s in sorted(answer.suggestions, key=lambda s: s.sequence) if s.sequence]


def test_severe_sepsis_comes_with_its_infection_in_front(code):
    answer = code("Discharge diagnoses: severe sepsis. Pneumonia. AKI due to sepsis.")
    assert in_order(answer) == ["A41.9", "R65.20", "J18.9", "N17.9"]
    (added,) = [s for s in answer.suggestions if s.code == "A41.9"]
    assert [e.text for e in added.evidence] == ["severe sepsis", "sepsis"]
    assert "A41.9" not in {w.code for w in answer.withheld}


@pytest.mark.parametrize(
    "said",
    [
        "AKI due to sepsis",
        "AKI 2/2 sepsis",
        "AKI caused by the sepsis",
        "sepsis with AKI",
        "sepsis complicated by AKI",
    ],
)
def test_a_linked_organ_makes_it_severe(code, said):
    codes = in_order(code(f"Discharge diagnoses: Sepsis. Then: {said}."))
    assert codes[:2] == ["A41.9", "R65.20"]


@pytest.mark.parametrize(
    "said",
    [
        "AKI due to dehydration",
        "AKI, not due to sepsis",
        "AKI unrelated to sepsis",
        "sepsis with AKI due to dehydration",
    ],
)
def test_another_cause_or_a_denied_link_does_not(code, said):
    answer = code(f"Discharge diagnoses: Sepsis. {said}.")
    assert "R65.20" not in in_order(answer)
    assert "sepsis_organ_dysfunction" not in {f.rule for f in answer.findings}


def test_an_unsaid_link_is_asked_for(code):
    answer = code("Discharge diagnoses: 1. Sepsis 2. AKI")
    assert "R65.20" not in in_order(answer)
    (query,) = [f for f in answer.findings if f.rule == "sepsis_organ_dysfunction"]
    assert query.codes == ("A41.9", "N17.9")


def test_shock_takes_the_place_of_severe_sepsis(code):
    answer = code("Discharge diagnoses: Severe sepsis. Septic shock. E. coli sepsis.")
    assert in_order(answer) == ["A41.51", "R65.21"]
    (less,) = [w for w in answer.withheld if w.code == "R65.20"]
    assert less.guideline == "I.C.1.d.1.b"


def test_a_sepsis_after_admission_stands_behind_the_local_infection(code):
    text = "Discharge diagnoses: Pneumonia. Sepsis due to pneumonia from hospital day 3."
    assert in_order(code(text)) == ["J18.9", "A41.9"]


def test_urosepsis_is_asked_about_and_not_coded(code):
    answer = code("Discharge diagnosis: urosepsis.")
    assert not answer.suggestions
    assert "urosepsis" in {f.rule for f in answer.findings}
    denied = code("Discharge diagnosis: gout. No urosepsis.")
    assert "urosepsis" not in {f.rule for f in denied.findings}


def test_bacteremia_stands_only_without_sepsis(code):
    assert in_order(code("Discharge diagnoses: MSSA bacteremia.")) == ["R78.81", "B95.61"]
    assert in_order(code("Discharge diagnoses: bacteremia. MSSA sepsis.")) == ["A41.01"]


def test_sirs_is_coded_for_what_is_no_infection(code):
    sirs = code("Discharge diagnoses: SIRS due to acute pancreatitis, AKI due to SIRS.")
    assert in_order(sirs) == ["K85.90", "R65.11", "N17.9"]
    infected = code("Discharge diagnoses: SIRS due to pneumonia.")
    assert in_order(infected) == ["J18.9"]
    (gone,) = [w for w in infected.withheld if w.code == "R65.10"]
    assert (gone.reason, gone.guideline) == ("sirs_of_infection", "I.C.18.g")


def test_every_row_names_codes(assistant):
    rows = list(read_table("rules", "sepsis.tsv", ["code", "part", "why"]))
    assert {part for _, part, _ in rows} == {"systemic", "procedure", "organ", "local"}
    assert "A41" in prefixes_of("systemic")
    assert all(assistant.codes.look_up(code) for code, _, _ in rows)
