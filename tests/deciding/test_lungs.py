import pytest

from coding_assist import Note
from coding_assist.data_files import read_table


@pytest.fixture
def code(assistant):
    def run(text):
        return assistant.suggest(Note(text=text, setting="inpatient"))

    return run


def codes(answer):
    return {s.code for s in answer.suggestions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COPD. Pneumonia.", {"J44.0", "J18.9"}),
        ("COPD exacerbation. Acute bronchitis.", {"J44.0", "J44.1", "J20.9"}),
        ("COPD with acute bronchitis.", {"J44.0", "J20.9"}),
        ("COPD. No pneumonia.", {"J44.9"}),
        ("COPD. Aspiration pneumonia.", {"J44.9", "J69.0"}),
        ("Mild persistent asthma. Status asthmaticus.", {"J45.32"}),
        ("Asthma exacerbation. Severe persistent asthma.", {"J45.51"}),
        ("Pneumonia due to pneumococcus.", {"J13"}),
        ("Pneumonia. UTI due to Klebsiella.", {"J18.9", "N39.0", "B96.1"}),
        ("Pneumonia, not due to Klebsiella.", {"J18.9"}),
        ("Acute hypoxic and hypercapnic respiratory failure.", {"J96.01", "J96.02"}),
        ("Acute respiratory failure with hypoxia, no hypercapnia.", {"J96.01"}),
    ],
)
def test_what_the_parts_make(code, text, expected):
    assert codes(code(f"Discharge diagnoses: {text}")) == expected


def test_the_combination_shows_the_words_of_its_parts(code):
    answer = code("Discharge diagnoses: COPD. Viral pneumonia.")
    (combined,) = [s for s in answer.suggestions if s.code == "J44.0"]
    assert [e.text for e in combined.evidence] == ["COPD", "Viral pneumonia"]
    (part,) = [w for w in answer.withheld if w.code == "J44.9"]
    assert part.reason == "combination_code"


def test_two_severities_are_left_to_the_coder(code):
    text = "Discharge diagnoses: Mild persistent asthma. Severe persistent asthma."
    assert codes(code(text)) == {"J45.30", "J45.50"}


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("second_codes.tsv", ["code", "words", "second", "why"]),
        ("pneumonia_organisms.tsv", ["organism", "pneumonia", "why"]),
        ("copd_infections.tsv", ["code", "why"]),
    ],
)
def test_every_row_names_codes(assistant, name, columns):
    coded = [i for i, c in enumerate(columns) if c not in ("words", "why")]
    for row in read_table("rules", name, columns):
        assert all(assistant.codes.look_up(row[i]) for i in coded), row
