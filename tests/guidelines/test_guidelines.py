"""The coding rules, case by case. What is known to fail stands in `known.txt`, with its reason."""

import pytest

from tests.guidelines.case import FOLDER, problems, read_cases

CASES = read_cases()
KNOWN = {
    line.split(maxsplit=1)[0]
    for line in (FOLDER / "known.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_case(assistant, case, request):
    if case.id in KNOWN:
        request.applymarker(pytest.mark.xfail(strict=True))
    assert problems(case, assistant.suggest(case.note)) == []


def test_most_cases_are_right():
    assert len(CASES) >= 300
    assert len({c.id for c in CASES}) == len(CASES)
    assert {c.id for c in CASES} >= KNOWN
    assert len(KNOWN) <= 0.08 * len(CASES)
