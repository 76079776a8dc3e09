"""The visit itself: one evaluation and management code, by time or by decision making.

"Select the level by medical decision making or by total time on the date of the encounter" (CPT,
E/M guidelines since 2021), whichever supports the service. Preventive visits go by age. A visit
has one such code; a procedure of the same day asks for modifier 25 on it.
"""

from collections.abc import Sequence
from dataclasses import replace

from coding_assist.codes import Code
from coding_assist.deciding.decision_making import NAMES, Making, decision_making
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.visit_kind import patient_status, visit_kind
from coding_assist.deciding.visit_levels import Level, is_preventive, is_visit, levels_of
from coding_assist.deciding.visit_stated import (
    Stated,
    critical_time,
    stated_at,
    stated_making,
    total_time,
)
from coding_assist.deciding.visit_words import words_of_problems, words_of_visit
from coding_assist.finding.mention import Assertion, Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.terms import Source, Term
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

OTHER_VISIT = Standing("one_visit_only", "CPT E/M")
_STATED, _ESTIMATED = 0.85, 0.6
_CRITICAL, _CRITICAL_MORE = "99291", "99292"
_CRITICAL_FROM, _CRITICAL_TO = 30, 75
_INSTEAD = (
    "9079", "9083", "9084", "9085", "9086", "9087", "9092", "9093", "9094", "9095", "9096",
    "9200", "9201", "971", "9894", "9206", "9597", "990", "9949", "9942", "9945", "5940", "5941",
    "5942", "5943", "5951", "9946", "9947",
)  # fmt: skip
_ADD_ON = frozenset({"90833", "90836", "90838", "90785", "92081", "92082", "92083"})
"""Psychotherapy with a visit, and tests: they go with one."""


def level_visit(draft: Draft, case: Case) -> Draft:
    """Give the visit its code, and withhold other visit codes."""
    if CodeSystem.CPT not in case.systems:
        return draft
    found = [s for s in draft.sure_procedures(case) if is_visit(s.code)]
    if any(is_preventive(s.code.code) for s in found):
        return _one(_preventive(draft, case, found), case)
    critical = critical_time(case.document)
    if critical and critical.value >= _CRITICAL_FROM:
        return _one(_critical(draft, case, critical), case)
    if any(s.code.code == _CRITICAL for s in found) or _is_other_service(draft, case):
        return _one(draft, case)
    return _one(_leveled(draft, case), case)


def _critical(draft: Draft, case: Case, time: Stated) -> Draft:
    """Code critical care: the first 74 minutes, then each further half hour begun."""
    first, further = (case.store.get(CodeSystem.CPT, c) for c in (_CRITICAL, _CRITICAL_MORE))
    parts = (_candidate(case, time, first), *_parts(case, first))
    draft = draft.add([Scored(first, _STATED, parts)])
    if time.value < _CRITICAL_TO:
        return draft
    units = (time.value - _CRITICAL_TO) // 30 + 1
    draft = draft.add([Scored(further, _STATED, parts)])
    return draft.advise(further, replace(draft.advice_on(further), units=units))


def _is_other_service(draft: Draft, case: Case) -> bool:
    """Tell whether a service is coded that holds the visit: an eye visit, therapy, dialysis."""
    return any(
        s.code.code.startswith(_INSTEAD) and s.code.code not in _ADD_ON
        for s in draft.sure_procedures(case)
    )


def _leveled(draft: Draft, case: Case) -> Draft:
    kind = visit_kind(case.note, case.document)
    levels = levels_of(kind, patient_status(case.note.text))
    if not levels:
        return draft
    time, stated = total_time(case.document), stated_making(case.document)
    if kind == "discharge":
        return _added(draft, case, _by_time(levels, time), (time,), ()) if time else draft
    making = decision_making(draft, case)
    by_time = _by_time(levels, time)
    by_making = _by_making(levels, stated.value if stated else making.level)
    reasons = _reasons(time, stated, making)
    if by_time and (by_making is None or by_time.level >= by_making.level or not stated):
        return _added(draft, case, by_time, (time, stated), reasons, making.problems)
    return _added(draft, case, by_making, (stated,), reasons, making.problems)


def _by_time(levels: Sequence[Level], time: Stated | None) -> Level | None:
    fitting = [level for level in levels if time and 0 < level.least <= time.value]
    return max(fitting, key=lambda level: level.least, default=None)


def _by_making(levels: Sequence[Level], level: int) -> Level | None:
    return max((x for x in levels if x.level <= level), key=lambda x: x.level, default=None)


def _reasons(time: Stated | None, stated: Stated | None, making: Making) -> tuple[str, ...]:
    said: tuple[str, ...]
    if stated:
        said = (f"decision making stated as {NAMES[stated.value]}",)
    else:
        said = (f"decision making estimated as {NAMES[making.level]}", *making.reasons)
    return ((f"total time {time.value} minutes",) if time else ()) + said


def _added(
    draft: Draft,
    case: Case,
    level: Level | None,
    stated: Sequence[Stated | None],
    reasons: tuple[str, ...],
    problems: Sequence[Scored] = (),
) -> Draft:
    code = case.store.find(CodeSystem.CPT, level.code) if level else None
    if code is None:
        return draft
    told = [s for s in stated if s]
    parts = tuple(_candidate(case, s, code) for s in told) + _parts(case, code, problems)
    if not parts:
        return draft
    visit = Scored(code, _STATED if told else _ESTIMATED, parts)
    gone = {id(s): OTHER_VISIT for s in draft.kept if is_visit(s.code) and s.code != code}
    draft = draft.withhold(gone).add([visit])
    return draft.advise(code, replace(draft.advice_on(code), reasons=reasons))


def _parts(case: Case, code: Code, problems: Sequence[Scored] = ()) -> tuple[Candidate, ...]:
    """Give the words of the visit, and of the problems addressed, each stretch once."""
    spans = dict.fromkeys((*words_of_visit(case), *words_of_problems(problems)))
    return tuple(_candidate(case, stated_at(case.document, span), code) for span in spans)


def _candidate(case: Case, s: Stated, code: Code) -> Candidate:
    """Make the candidate of a statement of the note: no wording of a vocabulary was met."""
    sentence = case.document.sentences[s.sentence]
    term = Term((), code.system, code.code, Source.TITLE)
    mention = Mention(
        spans=(s.span,), words=(), terms=(term,), modifiers=frozenset(),
        assertion=Assertion.PRESENT, section=sentence.section, sentence=s.sentence,
    )  # fmt: skip
    return Candidate(code, mention, term, frozenset(), Assertion.PRESENT)


def _preventive(draft: Draft, case: Case, found: Sequence[Scored]) -> Draft:
    """Put the code of the patient's age, and of a new or known patient, for the one named."""
    age = case.note.patient.age_years
    named = next(s for s in found if is_preventive(s.code.code))
    if age is None:
        return draft.add([_worded(named, named.code, case)])
    levels = levels_of("preventive", patient_status(case.note.text))
    fitting = max((x for x in levels if x.least <= age), key=lambda x: x.least)
    code = case.store.find(CodeSystem.CPT, fitting.code)
    if code is None or code == named.code:
        return draft.add([_worded(named, named.code, case)])
    gone = {id(s): OTHER_VISIT for s in draft.kept if is_preventive(s.code.code)}
    return draft.withhold(gone).add([_worded(named, code, case)])


def _worded(named: Scored, code: Code, case: Case) -> Scored:
    """Give a visit that is named with the other words of the visit besides."""
    return Scored(code, named.score, (*named.candidates, *_parts(case, code)), named.moved)


def _one(draft: Draft, case: Case) -> Draft:
    """Keep the likeliest visit code alone, and ask for 25 beside a procedure."""
    visits = [s for s in draft.kept if is_visit(s.code)]
    draft = draft.withhold({id(s): OTHER_VISIT for s in visits[1:]})
    if not visits or not any(_is_minor(s.code.code) for s in draft.sure_procedures(case)):
        return draft
    advice = draft.advice_on(visits[0].code)
    modifier = ("25", "only if the visit is significant and separate from the procedure")
    return draft.advise(visits[0].code, replace(advice, modifiers=(*advice.modifiers, modifier)))


def _is_minor(code: str) -> bool:
    """Tell a procedure that includes a visit of its own; a blood draw does not."""
    return ("10004" <= code <= "69999" and code[:4] not in ("3641", "3640")) or code[:4] in (
        "9046", "9047", "9636", "9637", "9464",
    )  # fmt: skip
