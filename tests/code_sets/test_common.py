"""The commonest conditions and complaints are found in the words clinicians use.

Each file lists, for a condition or complaint, the acceptable code prefixes and its usual wordings.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from coding_assist import CodeSystem, CodingAssistant, Note, Policy

HERE = Path(__file__).parent
FILES = ["common_conditions.tsv", "common_complaints.tsv"]
FEWEST_ROWS = {"common_conditions.tsv": 1_000, "common_complaints.tsv": 500}
SHARE_TO_FIND = 0.97
MOST_SHOWN = 30


class Wording(NamedTuple):
    text: str
    prefixes: tuple[str, ...]
    is_first: bool


class Answer(NamedTuple):
    wording: Wording
    suggested: tuple[str, ...]

    def __str__(self) -> str:
        role = "first" if self.wording.is_first else "other"
        wanted = " ".join(self.wording.prefixes)
        return f"{role}: {self.wording.text}  wanted {wanted}  got {' '.join(self.suggested)}"


def wordings_in(file: str) -> Iterator[Wording]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for place, text in enumerate(row["wordings"].split("|")):
                yield Wording(text, tuple(row["codes"].split()), place == 0)


def suggested_codes(assistant: CodingAssistant, wording: str) -> tuple[str, ...]:
    note = Note(text=f"Assessment: {wording}.")
    answer = assistant.suggest(
        note, policy=Policy.BILLING, systems=[CodeSystem.ICD10CM], min_score=0
    )
    # A BMI alone is found, and kept back for want of a diagnosis (I.B.14).
    alone = [w.code for w in answer.withheld if w.reason == "no_associated_diagnosis"]
    return (*(s.code for s in answer.suggestions), *alone)


def report(misses: list[Answer], total: int) -> str:
    share = 1 - len(misses) / total
    shown = "\n".join(str(m) for m in misses[:MOST_SHOWN])
    return f"{share:.2%} of {total} wordings found; {len(misses)} missed:\n{shown}"


@pytest.mark.parametrize("file", FILES)
def test_codes_of_the_common_lists_exist(file, assistant):
    prefixes = {p for w in wordings_in(file) for p in w.prefixes}
    unknown = [p for p in prefixes if assistant.codes.find(CodeSystem.ICD10CM, p) is None]
    assert unknown == []


@pytest.mark.parametrize("file", FILES)
def test_common_wordings_are_found(file, assistant):
    wordings = list(wordings_in(file))
    assert sum(w.is_first for w in wordings) >= FEWEST_ROWS[file]
    answers = [Answer(w, suggested_codes(assistant, w.text)) for w in wordings]
    misses = [a for a in answers if not any(c.startswith(a.wording.prefixes) for c in a.suggested)]
    message = report(sorted(misses, key=lambda m: not m.wording.is_first), len(wordings))
    assert not any(m.wording.is_first for m in misses), message
    assert 1 - len(misses) / len(wordings) >= SHARE_TO_FIND, message
