import json

import pytest

from coding_assist.cli import app


def show(cli, *args):
    return cli.invoke(app, ["codes", "show", *args])


def search(cli, *args):
    return cli.invoke(app, ["codes", "search", *args])


@pytest.mark.parametrize("code", ["E11.22", "e1122", "E1122"])
def test_show_finds_any_spelling(cli, assistant, code):
    assert show(cli, code).stdout.startswith("E11.22  Type 2 diabetes mellitus with diabetic")


def test_show_says_what_stands_around_the_code(cli, assistant):
    text = show(cli, "E11.2").stdout
    assert "not billable" in text
    assert "Above\n  E11 " in text
    assert "Below\n  E11.21" in text
    assert "Excludes1, from E11" in text


def test_show_json(cli, assistant):
    (record,) = json.loads(show(cli, "E11.22", "--json").stdout)
    assert (record["system"], record["billable"]) == ("ICD10CM", True)
    assert [p["code"] for p in record["parents"]][:2] == ["E11.2", "E11"]
    assert {"excludes1", "use_additional"} <= {n["kind"] for n in record["notes"]}


def test_terms_of_a_header_are_not_those_of_a_code_below(cli, assistant):
    (record,) = json.loads(show(cli, "I10", "--json").stdout)
    assert {n["from"] for n in record["notes"] if n["kind"] == "inclusion_term"} <= {"I10"}


def test_spelling_tells_a_disease_from_a_drug(cli, assistant):
    assert "HCPCS" in show(cli, "J1100").stdout
    assert "ICD10CM" in show(cli, "J11.00").stdout
    assert "ICD10CM" in show(cli, "J1100", "--system", "ICD10CM").stdout


def test_show_gives_the_headers_above_a_procedure_and_its_kinds(cli, assistant):
    text = show(cli, "0db6").stdout
    assert text.startswith("0DB6  Excision of Stomach\nICD10PCS, not billable")
    assert "Above\n  0DB " in text
    assert "Below\n  0DB60Z3" in text


def test_what_two_systems_write_alike_is_shown_of_both(cli, assistant):
    both = json.loads(show(cli, "B20", "--json").stdout)
    assert [c["system"] for c in both] == ["ICD10CM", "ICD10PCS"]
    (one,) = json.loads(show(cli, "B20", "--system", "ICD10PCS", "--json").stdout)
    assert one["valid_from"] == "2023-10-01"


@pytest.mark.parametrize("args", [["ZZ9"], ["E11.22", "--system", "CPT"], [""]])
def test_unknown_code(cli, assistant, args):
    result = show(cli, *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "table." in result.stderr


@pytest.mark.parametrize("system", ["ICD9", "CPT,HCPCS"])
def test_unknown_system(cli, assistant, system):
    assert show(cli, "I10", "--system", system).exit_code == 2


def test_search(cli, assistant):
    assert "E11.42" in search(cli, "type", "2", "polyneuropathy").stdout


def test_search_in_one_system_with_a_limit(cli, assistant):
    found = json.loads(search(cli, "knee", "--system", "CPT", "--limit", "3", "--json").stdout)
    assert [c["system"] for c in found] == ["CPT"] * 3


def test_search_without_a_find(cli, assistant):
    result = search(cli, "xyzzy")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(search(cli, "xyzzy", "--json").stdout) == []
