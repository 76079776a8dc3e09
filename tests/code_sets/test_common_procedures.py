"""The commonest procedures and services are found, and first, in the words clinicians use.

The file lists, for a procedure, the acceptable codes and its usual wordings, each as it stands
in the title of an operative note, in a procedure list, or on the exam line of a report.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from coding_assist import CodeSystem, CodingAssistant, Note

FILE = Path(__file__).parent / "common_procedures.tsv"
SYSTEMS = (CodeSystem.CPT, CodeSystem.HCPCS)
FEWEST_ROWS = 350
SHARE_TO_FIND = 0.95
MOST_SHOWN = 30


class Wording(NamedTuple):
    text: str
    codes: tuple[str, ...]


class Answer(NamedTuple):
    wording: Wording
    suggested: tuple[str, ...]

    def __str__(self) -> str:
        wanted = " ".join(self.wording.codes)
        return f"{self.wording.text}  wanted {wanted}  got {' '.join(self.suggested)}"


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def wordings() -> Iterator[Wording]:
    for row in rows():
        for text in row["wordings"].split("|"):
            yield Wording(text, tuple(row["codes"].split()))


def system_of(code: str) -> CodeSystem:
    return CodeSystem.HCPCS if code[0].isalpha() else CodeSystem.CPT


def suggested_codes(assistant: CodingAssistant, wording: Wording) -> tuple[str, ...]:
    """Give what is suggested, best first, of the systems that the wanted codes are of."""
    note = Note(text=f"PROCEDURE: {wording.text}")
    answer = assistant.suggest(note, systems=SYSTEMS, min_score=0)
    wanted = {system_of(c) for c in wording.codes}
    return tuple(s.code for s in answer.suggestions if s.system in wanted)


@pytest.fixture(scope="module")
def answers(assistant) -> list[Answer]:
    return [Answer(w, suggested_codes(assistant, w)) for w in wordings()]


def test_there_are_enough_procedures_each_named_once():
    names = [row["name"] for row in rows()]
    assert len(names) >= FEWEST_ROWS
    assert len(set(names)) == len(names)


def test_some_code_of_each_procedure_is_in_the_starter_tables(assistant):
    missing = [
        row["name"]
        for row in rows()
        if not any(assistant.codes.find(system_of(c), c) for c in row["codes"].split())
    ]
    assert missing == []


def test_the_first_suggestion_is_an_acceptable_code(answers):
    misses = [a for a in answers if not a.suggested or a.suggested[0] not in a.wording.codes]
    share = 1 - len(misses) / len(answers)
    shown = "\n".join(map(str, misses[:MOST_SHOWN]))
    assert share >= SHARE_TO_FIND, f"{share:.2%} of {len(answers)}; {len(misses)} missed:\n{shown}"
