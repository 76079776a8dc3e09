from datetime import date

import pytest

from coding_assist import CodeSystem, Policy, Setting
from coding_assist.cli.options import CodingOptions, parse_date
from coding_assist.errors import (
    DateOfServiceError,
    UnknownPolicyError,
    UnknownSettingError,
    UnknownSystemError,
)


def parse(**given):
    values = dict.fromkeys(("date_of_service", "systems", "min_score", "max_suggestions"))
    return CodingOptions.parse(**{"setting": "outpatient", "policy": "billing"} | values | given)


def test_defaults():
    assert parse() == CodingOptions()


def test_words_are_read():
    found = parse(setting="Inpatient", policy="mentions", systems="cpt,ICD-10-CM")
    assert found.setting is Setting.INPATIENT
    assert found.policy is Policy.MENTIONS
    assert found.systems == (CodeSystem.CPT, CodeSystem.ICD10CM)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"setting": "ward"}, UnknownSettingError),
        ({"policy": "all"}, UnknownPolicyError),
        ({"systems": "ICD9"}, UnknownSystemError),
        ({"systems": ""}, UnknownSystemError),
        ({"date_of_service": ""}, DateOfServiceError),
    ],
)
def test_unknown_word(given, error):
    with pytest.raises(error):
        parse(**given)


def test_date():
    assert parse_date("2026-05-04") == date(2026, 5, 4)


@pytest.mark.parametrize(
    "value", ["20260504", "2026-W19-1", "2026-13-01", "4.5.2026", "2014-01-01"]
)
def test_no_date(value):
    with pytest.raises(DateOfServiceError):
        parse_date(value)
