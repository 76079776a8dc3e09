from datetime import date

import pytest

from coding_assist.codes.icd10cm import read_tabular, release_date, tabular_file
from coding_assist.errors import CodeSetFileError


@pytest.fixture(scope="module")
def entries():
    return {e.code.code: e for e in read_tabular(tabular_file())}


def test_bills_exactly_what_cms_bills(entries):
    assert sum(e.code.billable for e in entries.values()) == 74_719


@pytest.mark.parametrize("code", ["B20", "F99", "P84", "R99", "Z66", "I10"])
def test_three_characters_may_be_billable(entries, code):
    assert entries[code].code.billable


def test_headers_are_not_billable(entries):
    assert not entries["E11"].code.billable
    assert not entries["S83.421"].code.billable


def test_writes_out_seventh_characters_with_placeholders(entries):
    assert entries["T14.90XA"].code.title == "Injury, unspecified, initial encounter"
    assert entries["S39.012A"].code.parent == "S39.012"
    assert entries["H35.3211"].code.billable


def test_no_subsequent_encounter_after_death(entries):
    assert "S06.307A" in entries
    assert "S06.307D" not in entries
    assert "S06.307S" not in entries


def test_keeps_notes_and_inclusion_terms(entries):
    kinds = {n.kind for n in entries["E11"].notes}
    assert {"includes", "excludes1", "use_additional"} <= kinds
    assert "high blood pressure" in [n.text for n in entries["I10"].notes if n.kind == "includes"]
    assert "Non-ST elevation (NSTEMI) myocardial infarction" in (
        *entries["I21.4"].terms,
        entries["I21.4"].code.title,
    )


def test_chapter_notes_hang_on_the_category(entries):
    assert any("resistance to antimicrobial" in n.text for n in entries["A00"].notes)


def test_every_parent_exists(entries):
    assert all(e.code.parent in entries for e in entries.values() if e.code.parent)


def test_reads_the_release_date_from_the_name():
    assert release_date("icd10c-tabular-April-1-2026.xml") == date(2026, 4, 1)


def test_refuses_a_name_without_a_date():
    with pytest.raises(CodeSetFileError, match="no release date"):
        release_date("tabular.xml")


def test_refuses_what_is_no_xml(tmp_path):
    file = tmp_path / "tabular.xml"
    file.write_text("<diag>")
    with pytest.raises(CodeSetFileError, match="cannot be read"):
        list(read_tabular(file))
