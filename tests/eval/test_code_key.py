import pytest

from coding_assist.note import CodeSystem
from eval.code_key import code_key, system_named, written_code


@pytest.mark.parametrize(
    ("system", "given", "written"),
    [
        (CodeSystem.ICD10CM, "e1122", "E11.22"),
        (CodeSystem.ICD10CM, " I10 ", "I10"),
        (CodeSystem.ICD10PCS, "0dtj4zz", "0DTJ4ZZ"),
        (CodeSystem.CPT, "99213", "99213"),
    ],
)
def test_codes_are_written_as_people_write_them(system, given, written):
    assert written_code(system, given) == written


def test_the_dot_makes_no_difference():
    assert code_key("e11.22") == code_key("E1122")


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("ICD-10-CM", CodeSystem.ICD10CM),
        ("http://hl7.org/fhir/sid/icd-10-cm", CodeSystem.ICD10CM),
        ("http://www.cms.gov/Medicare/Coding/ICD10", CodeSystem.ICD10PCS),
        ("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", CodeSystem.HCPCS),
        ("cpt", CodeSystem.CPT),
        ("http://snomed.info/sct", None),
        ("ICD-9-CM", None),
    ],
)
def test_systems_are_known_by_name_and_uri(name, system):
    assert system_named(name) is system
