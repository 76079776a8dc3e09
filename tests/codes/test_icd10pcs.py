from datetime import date

import pytest

from coding_assist.codes.icd10pcs import codes_file, read_codes, release_date, shared_title
from coding_assist.codes.starter import read_starter
from coding_assist.errors import CodeSetFileError
from coding_assist.note import CodeSystem

NEWER = {"0U7C7DJ", "3E0L317"}
"""Our rows on codes that came after fiscal year 2024."""


@pytest.fixture(scope="module")
def own():
    return {e.code.code: e for e in read_starter(CodeSystem.ICD10PCS)}


@pytest.fixture(scope="module")
def entries(own):
    return {e.code.code: e for e in read_codes(codes_file(), own.values())}


@pytest.fixture
def listing(tmp_path):
    def write(text):
        path = tmp_path / "icd10pcs-codes-2024.txt"
        path.write_text(text)
        return path

    return write


def test_holds_exactly_the_official_codes_and_our_newer_ones(entries):
    codes = {name for name, e in entries.items() if e.code.billable}
    assert len(codes) == 78_603 + len(NEWER)
    assert {len(name) for name in codes} == {7}


def test_headers_are_the_first_three_and_four_characters(entries):
    headers = {name for name, e in entries.items() if not e.code.billable}
    official = [name for name, e in entries.items() if e.code.billable and name not in NEWER]
    assert headers == {name[:n] for name in official for n in (3, 4)}


def test_every_parent_exists_and_stands_before(entries):
    places = {name: place for place, name in enumerate(entries)}
    for name, e in entries.items():
        assert e.code.parent == {7: name[:4], 4: name[:3], 3: ""}[len(name)]
        assert not e.code.parent or places[e.code.parent] < places[name]


def test_codes_stand_in_order(entries):
    names = [name for name in entries if len(name) == 7]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("0DB64Z3", "Excision of Stomach, Percutaneous Endoscopic Approach, Vertical"),
        ("0FT44ZZ", "Resection of Gallbladder, Percutaneous Endoscopic Approach"),
        ("BW20ZZZ", "Computerized Tomography (CT Scan) of Abdomen"),
        ("10E0XZZ", "Delivery of Products of Conception, External Approach"),
    ],
)
def test_titles_are_the_official_ones(entries, code, title):
    assert entries[code].code.title == title


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("0DB", "Excision"),
        ("0DB6", "Excision of Stomach"),
        ("0SRD", "Replacement of Left Knee Joint, Open Approach"),
        ("0LB", "Excision of Tendon"),
        ("0016", "Bypass Cerebral Ventricle"),
        ("0270", "Dilation of Coronary Artery, One Artery"),
        ("02HA", "Insertion into Heart"),
        ("02UF", "Supplement Aortic Valve"),
        ("10D0", "Extraction of Products of Conception"),
        ("2W3", "Immobilization"),
        ("3023", "Transfusion into Peripheral Vein, Percutaneous Approach"),
        ("4A02", "Measurement"),
        ("5A19", "Respiratory Ventilation"),
        ("8E0K", "Therapeutic Massage or Examination"),
        ("B24", "Ultrasonography"),
        ("BW20", "Computerized Tomography (CT Scan) of Abdomen"),
        ("D010", "Brachytherapy of Brain"),
        ("D7Y2", "Hyperthermia or Plaque Radiation of Spleen"),
        ("F07", "Treatment"),
        ("GZB", "Electroconvulsive Therapy"),
        ("XW03", "Introduction into Peripheral Vein, Percutaneous Approach"),
    ],
)
def test_headers_say_what_their_codes_share(entries, header, title):
    assert entries[header].code.title == title


def test_every_title_can_be_read(entries):
    titles = [e.code.title for e in entries.values()]
    assert all(t == " ".join(t.split()) and t[0].isalnum() and t[-1] not in ",-/" for t in titles)


def test_our_rows_join_the_official_codes(entries, own):
    for name, row in own.items():
        assert (entries[name].terms, entries[name].within) == (row.terms, row.within)
        if name in NEWER:
            assert entries[name].code.title == row.code.title
        else:
            assert entries[name].plain == row.code.title != entries[name].code.title


def test_without_a_shared_operation_a_few_are_listed():
    kinds = ["Yoga", "Piercing", "Massage", "Isolation", "Meditation"]
    assert shared_title(kinds[:2]) == "Yoga or Piercing"
    assert shared_title(kinds).endswith("or Isolation, among others")


def test_one_code_alone_is_its_header():
    assert shared_title(["Medication Management"]) == "Medication Management"


def test_reads_the_fiscal_year_from_the_name():
    assert release_date("icd10pcs-codes-2024.txt") == date(2023, 10, 1)


def test_refuses_a_name_without_a_year():
    with pytest.raises(CodeSetFileError, match="no fiscal year"):
        release_date("codes.txt")


@pytest.mark.parametrize("text", ["", "\n", "0DB64Z3\n", "0DB64ZO Letter O\n", "0DB6 Header\n"])
def test_refuses_what_is_no_list_of_codes(listing, text):
    with pytest.raises(CodeSetFileError, match="a row is"):
        list(read_codes(listing(text)))


def test_refuses_a_code_twice(listing):
    with pytest.raises(CodeSetFileError, match="once"):
        list(read_codes(listing("0DB64ZZ One\n0DB64ZZ Two\n")))


def test_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CodeSetFileError, match="cannot be read"):
        list(read_codes(tmp_path / "none.txt"))


def test_reads_a_list_of_its_own(listing):
    path = listing("0DB60ZZ Excision of Stomach, Open Approach\n0DB63ZZ Excision of Stomach\n")
    found = [(e.code.code, e.code.title, e.code.parent) for e in read_codes(path)]
    assert found[:2] == [("0DB", "Excision of Stomach", ""), ("0DB6", "Excision of Stomach", "0DB")]
    assert [code for code, _, _ in found[2:]] == ["0DB60ZZ", "0DB63ZZ"]
