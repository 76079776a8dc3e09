import pytest

from coding_assist.note import CodeSystem
from eval.statistics.chapters import chapter_of


@pytest.mark.parametrize(
    ("system", "code", "chapter"),
    [
        ("ICD10CM", "A00.0", "1 Infectious and parasitic"),
        ("ICD10CM", "D49.9", "2 Neoplasms"),
        ("ICD10CM", "D50.0", "3 Blood and immune"),
        ("ICD10CM", "H59.89", "7 Eye"),
        ("ICD10CM", "H60.00", "8 Ear"),
        ("ICD10CM", "O9A.1", "15 Pregnancy and childbirth"),
        ("ICD10CM", "T88.9", "19 Injury and poisoning"),
        ("ICD10CM", "U07.1", "22 Special purposes"),
        ("ICD10CM", "V89.2XXA", "20 External causes"),
        ("ICD10CM", "Z79.4", "21 Factors influencing health status"),
        ("ICD10CM", "01", "unknown"),
        ("ICD10PCS", "0DTJ4ZZ", "0 Medical and surgical"),
        ("ICD10PCS", "BW40ZZZ", "B Imaging"),
        ("ICD10PCS", "Q", "unknown"),
        ("CPT", "00100", "Anesthesia"),
        ("CPT", "20610", "Surgery"),
        ("CPT", "99213", "Evaluation and management"),
        ("CPT", "99607", "Medicine"),
        ("CPT", "0042T", "Category III"),
        ("CPT", "1000F", "Category II"),
        ("HCPCS", "J1885", "J"),
    ],
)
def test_a_code_stands_in_its_chapter(system, code, chapter):
    assert chapter_of(CodeSystem(system), code) == chapter
