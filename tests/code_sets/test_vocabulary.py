import csv
from collections import Counter
from importlib.resources import files

import pytest

from coding_assist import CodeSystem
from coding_assist.matching.history import history_of
from coding_assist.matching.terms import read_synonyms
from coding_assist.reading.abbreviations import senses
from coding_assist.reading.sections import heading_kinds

ICD = CodeSystem.ICD10CM


def rows(*path):
    with files("code_sets").joinpath(*path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def synonyms():
    return list(read_synonyms())


def test_there_are_thousands_of_synonyms(synonyms):
    assert len(synonyms) >= 5_000


def test_every_synonym_points_to_a_code_that_exists(synonyms, assistant):
    missing = [t for t in synonyms if assistant.codes.find(ICD, t.target) is None]
    assert missing == []


def test_every_use_is_known(synonyms):
    assert {t.use for t in synonyms} <= {"", "mentions", "medication", "allergy", "surgery"}


def test_no_term_means_two_codes():
    codes: dict[tuple[str, str], set[str]] = {}
    for file in files("code_sets").joinpath("synonyms").iterdir():
        if file.name.endswith(".tsv"):
            for row in rows("synonyms", file.name):
                codes.setdefault((row["term"].lower(), row.get("use") or ""), set()).add(
                    row["code"]
                )
    assert {t: c for t, c in codes.items() if len(c) > 1} == {}


def test_there_are_enough_abbreviations():
    assert sum(len(s) for s in senses().values()) >= 1_200


def test_an_abbreviation_has_at_most_one_sense_without_condition():
    plain = Counter(
        s.abbreviation for all_ in senses().values() for s in all_ if not (s.sections or s.near)
    )
    assert [a for a, n in plain.items() if n > 1] == []


def test_conditions_name_sections_that_exist():
    kinds = set(heading_kinds().values())
    named = {k for all_ in senses().values() for s in all_ for k in s.sections}
    assert named - kinds == set()


def test_history_rows_point_to_billable_codes(assistant):
    for row in rows("history", "history.tsv"):
        assert assistant.codes.find(ICD, row["prefix"]), row
        assert row["kind"] in ("chronic", "resolved")
        for code in filter(None, (row["personal"], row["family"])):
            assert assistant.codes.get(ICD, code).billable, row


def test_history_takes_the_longest_prefix():
    assert history_of("I10").is_chronic
    assert history_of("C50.911").personal == "Z85.3"
    assert history_of("I63.9").personal == "Z86.73"
    assert history_of("I63.9").is_resolved
