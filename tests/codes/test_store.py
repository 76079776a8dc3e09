import pytest

from coding_assist import CodeSystem
from coding_assist.errors import UnknownCodeError

ICD = CodeSystem.ICD10CM


@pytest.fixture(scope="module")
def store(assistant):
    return assistant.codes


def test_counts_the_billable_codes(store):
    assert store.count(ICD) == 74_719
    assert store.count(CodeSystem.CPT) >= 800
    assert store.count(CodeSystem.HCPCS) >= 200
    assert store.count(CodeSystem.ICD10PCS) == 78_605


def test_gives_a_code_with_its_tree(store):
    code = store.get(ICD, "E11.22")
    assert code.title == "Type 2 diabetes mellitus with diabetic chronic kidney disease"
    assert [a.code for a in store.ancestors(code)] == ["E11.2", "E11"]
    assert code in store.children(store.get(ICD, "E11.2"))


def test_refuses_a_code_that_is_in_no_table(store):
    with pytest.raises(UnknownCodeError, match=r"E11\.2222"):
        store.get(ICD, "E11.2222")


@pytest.mark.parametrize("written", ["e1122", "E11.22", " e11.22 "])
def test_looks_codes_up_however_written(store, written):
    assert [c.code for c in store.look_up(written)] == ["E11.22"]


def test_search_wants_every_word(store):
    found = store.search("osteoarth knee right", ICD)
    assert found[0].code == "M17.11"
    assert all("knee" in c.title.lower() for c in found)


@pytest.mark.parametrize("query", ["", '"', "NEAR(", "a* OR b", "'; DROP TABLE code"])
def test_search_takes_any_text(store, query):
    assert isinstance(store.search(query), tuple)


def test_procedures_are_found_by_their_official_title_and_in_our_words(store):
    for query in ("resection gallbladder percutaneous", "gallbladder removed laparoscopic"):
        assert "0FT44ZZ" in [c.code for c in store.search(query, CodeSystem.ICD10PCS)]


def test_procedures_stand_under_headers(store):
    code = store.get(CodeSystem.ICD10PCS, "0DB64Z3")
    above = tuple(store.ancestors(code))
    assert [(a.code, a.billable) for a in above] == [("0DB6", False), ("0DB", False)]
    assert code in store.children(above[0])


def test_notes_come_by_kind(store):
    kinds = {n.kind for n in store.notes(store.get(ICD, "I10"))}
    assert "excludes2" in kinds or "excludes1" in kinds


def test_procedures_know_what_they_include(store):
    assert "43235" in store.within(store.get(CodeSystem.CPT, "43239"))
