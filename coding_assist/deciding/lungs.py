"""COPD with an infection, asthma with severity and attack, and pneumonia with its organism.

ICD-10-CM Tabular List FY2026: J44.0 "code also to identify the infection", which may stand
beside J44.1; the characters of J45 (severity, then exacerbation or status asthmaticus) hold one
code (I.C.10.a.1); a pneumonia whose organism the provider names takes the code of both (I.B.9).
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.links import is_linked
from coding_assist.deciding.said import asserted
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

COMBINED = Standing("combination_code", "I.B.9")
ONE_AXIS = Standing("combination_code", "I.C.10.a.1")
_COPD = ("J44.1", "J44.9")
_OPEN_PNEUMONIA = ("J18.0", "J18.1", "J18.8", "J18.9", "J15.9", "J12.9")
_UNSAID_SEVERITY = "J45.90"
_WORST_FIRST = "210"


def combine_copd(draft: Draft, case: Case) -> Draft:
    """Say that the COPD goes with an acute lower respiratory infection."""
    sure = draft.sure(case)
    copd = [s for s in sure if s.code.code in _COPD]
    infections = [s for s in sure if s.code.code.startswith(_infections())]
    if not copd or not infections or any(s.code.code == "J44.0" for s in sure):
        return draft
    found = tuple(c for s in (*copd, *infections) for c in s.candidates)
    score = min(copd[0].score, infections[0].score)
    code = case.store.get(CodeSystem.ICD10CM, "J44.0")
    gone = {id(s): COMBINED for s in copd if s.code.code == "J44.9"}
    return draft.withhold(gone).add([Scored(code, score, found)])


def combine_asthma(draft: Draft, case: Case) -> Draft:
    """Put one code in the place of several that each say a part: severity, attack."""
    parts = [s for s in draft.sure(case) if _is_of_axis(s.code.code)]
    severities = {s.code.code[:-1] for s in parts} - {_UNSAID_SEVERITY}
    if len(parts) < 2 or len(severities) > 1:
        return draft
    severity = next(iter(severities), _UNSAID_SEVERITY)
    name = severity + _worst(parts, severity)
    code = case.store.get(CodeSystem.ICD10CM, name)
    found = tuple(c for s in parts for c in s.candidates)
    combined = Scored(code, max(s.score for s in parts), found)
    gone = {id(s): ONE_AXIS for s in parts if s.code.code != name}
    return draft.withhold(gone).add([combined])


def _is_of_axis(code: str) -> bool:
    return code.startswith("J45.") and not code.startswith("J45.99")


def _worst(parts: list[Scored], severity: str) -> str:
    said = {s.code.code[-1] for s in parts}
    worst = next((c for c in _WORST_FIRST if c in said), "0")
    return "9" if worst == "0" and severity == _UNSAID_SEVERITY else worst


def combine_pneumonia(draft: Draft, case: Case) -> Draft:
    """Put the code of the pneumonia by its organism in the place of the two."""
    open_ones = [s for s in draft.sure(case) if s.code.code in _OPEN_PNEUMONIA]
    if not open_ones:
        return draft
    effects = asserted(*open_ones)
    for s in draft.kept:
        name = _by_organism(s.code.code)
        if name and is_linked(case.document, effects, asserted(s)):
            code = case.store.get(CodeSystem.ICD10CM, name)
            found = (*(c for o in open_ones for c in o.candidates), *s.candidates)
            combined = Scored(code, max(o.score for o in open_ones), found)
            gone = {id(o): COMBINED for o in (*open_ones, s)}
            return draft.withhold(gone).add([combined])
    return draft


def _by_organism(code: str) -> str:
    table = _organisms()
    return next((table[code[:n]] for n in range(len(code), 4, -1) if code[:n] in table), "")


@cache
def _infections() -> tuple[str, ...]:
    return tuple(code for code, _ in read_table("rules", "copd_infections.tsv", ["code", "why"]))


@cache
def _organisms() -> Mapping[str, str]:
    rows = read_table("rules", "pneumonia_organisms.tsv", ["organism", "pneumonia", "why"])
    return MappingProxyType({organism: pneumonia for organism, pneumonia, _ in rows})
