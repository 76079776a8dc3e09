"""Guideline cases: read them, and say what an answer got wrong."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coding_assist import Note
from coding_assist.note import CodeSystem
from coding_assist.suggestion import Suggestion, SuggestionSet

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """A snippet of a note and what must come of it; the keys of the TOML files.

    Attributes:
        expect: ICD-10-CM codes that must be suggested; "A|B" where either is right.
        first: the first-listed code.
        order: pairs "A < B".
        withheld: "CODE reason"; the code may be a prefix.
        never: codes or prefixes that must not be suggested.
        prompt: "CODE kind".
        finding: rules of findings.
        poa: "CODE Y".
        procedures: "CPT 20610-RT", "CPT 11102x2".
        more: further ICD-10-CM codes are acceptable.
    """

    id: str
    rule: str
    family: str
    setting: str
    text: str
    why: str
    expect: list[str] = field(default_factory=list)
    first: str = ""
    order: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    prompt: list[str] = field(default_factory=list)
    finding: list[str] = field(default_factory=list)
    poa: list[str] = field(default_factory=list)
    procedures: list[str] = field(default_factory=list)
    more: bool = False
    age: float | None = None
    sex: str | None = None
    date: str | None = None

    @property
    def note(self) -> Note:
        """The snippet as a note."""
        patient = {"age_years": self.age, "sex": self.sex}
        return Note.model_validate(
            {
                "text": self.text.strip(),
                "setting": self.setting,
                "patient": {k: v for k, v in patient.items() if v is not None},
                "date_of_service": self.date,
            }
        )


def read_cases() -> list[Case]:
    """Read every case of every file here."""
    return [
        Case(**row)
        for path in sorted(FOLDER.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def problems(case: Case, answer: SuggestionSet) -> list[str]:
    """Say what is wrong with an answer, nothing where it is right."""
    return [*_codes(case, answer), *_order(case, answer), *_besides(case, answer)]


def _codes(case: Case, answer: SuggestionSet) -> Iterator[str]:
    given = {s.code for s in answer.suggestions if s.system is CodeSystem.ICD10CM}
    every = {s.code for s in answer.suggestions}
    wanted = [set(e.split("|")) for e in case.expect]
    yield from (f"missing {'|'.join(sorted(w))}" for w in wanted if not w & given)
    if not case.more:
        yield from (f"too much {code}" for code in sorted(given - set().union(*wanted)))
    for code in case.never:
        yield from (f"never {given}" for given in sorted(every) if given.startswith(code))


def _order(case: Case, answer: SuggestionSet) -> Iterator[str]:
    place = {s.code: s.sequence for s in answer.suggestions}
    principal = next((s.code for s in answer.suggestions if s.role == "principal"), "none")
    if case.first and principal not in case.first.split("|"):
        yield f"first is {principal}, not {case.first}"
    for pair in case.order:
        before, after = pair.split(" < ")
        if not 0 < place.get(before, 0) < place.get(after, 0):
            yield f"order {pair}"


def _besides(case: Case, answer: SuggestionSet) -> Iterator[str]:
    by_code = {s.code: s for s in answer.suggestions}
    kept_back = [(w.code, w.reason) for w in answer.withheld]
    for code, reason in map(str.split, case.withheld):
        if not any(c.startswith(code) and r == reason for c, r in kept_back):
            yield f"not withheld {code} {reason}"
    for code, kind in map(str.split, case.prompt):
        if code not in by_code or kind not in {p.kind for p in by_code[code].prompts}:
            yield f"no prompt {code} {kind}"
    for code, poa in map(str.split, case.poa):
        if code not in by_code or by_code[code].poa != poa:
            yield f"poa {code} {poa}"
    rules = {f.rule for f in answer.findings}
    yield from (f"no finding {rule}" for rule in case.finding if rule not in rules)
    for wanted in case.procedures:
        if not any(_is_procedure(s, wanted) for s in answer.suggestions):
            yield f"missing {wanted}"


def _is_procedure(s: Suggestion, wanted: str) -> bool:
    code = wanted.split()[-1]
    code, _, units = code.partition("x")
    code, *modifiers = code.split("-")
    have = {m.code for m in s.modifiers}
    return s.code == code and have == set(modifiers) and s.units == int(units or 1)
