import re

import pytest

from coding_assist.codes.starter import read_starter
from coding_assist.note import CodeSystem

FORMS = {
    CodeSystem.CPT: r"\d{4}[0-9TU]",
    CodeSystem.HCPCS: r"[A-CE-V]\d{4}",
    CodeSystem.ICD10PCS: r"[0-9A-HJ-NP-Z]{7}",
}


@pytest.mark.parametrize("system", FORMS)
def test_every_code_has_the_form_of_its_system(system):
    bad = [
        e.code.code for e in read_starter(system) if not re.fullmatch(FORMS[system], e.code.code)
    ]
    assert bad == []


@pytest.mark.parametrize("system", FORMS)
def test_every_code_stands_once_with_a_description(system):
    codes = [e.code for e in read_starter(system)]
    assert len({c.code for c in codes}) == len(codes)
    assert all(c.title for c in codes)


@pytest.mark.parametrize("system", FORMS)
def test_what_is_included_exists_and_is_not_itself(system):
    entries = list(read_starter(system))
    codes = {e.code.code for e in entries}
    assert [c for e in entries for c in e.within if c not in codes or c == e.code.code] == []


def test_no_dental_codes():
    assert not any(e.code.code.startswith("D") for e in read_starter(CodeSystem.HCPCS))
