"""Pregnancy, childbirth and the puerperium: chapter 15 of the classification.

ICD-10-CM Official Guidelines FY2026, I.C.15. Its codes come before those of other chapters
(I.C.15.a.1), say the trimester (a.3), and put supervision of a normal pregnancy (Z34, b.1) and
the incidental one (Z33.1) aside. Weeks of gestation (Z3A) go with them, but not with abortive
outcomes or postpartum conditions (I.C.21.c.11); every delivery takes its outcome (Z37,
I.C.15.b.5).
"""

from collections.abc import Sequence
from dataclasses import replace

from coding_assist.deciding.delivery import outcome_of, withhold_normal_delivery
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.gestation import Gestation, Period, gestation_of
from coding_assist.deciding.gestational import control_diabetes, keep_to_hypertension
from coding_assist.deciding.obstetric_codes import completed
from coding_assist.deciding.pregnancy_map import map_conditions
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.supervision import name_supervision
from coding_assist.deciding.words_of_note import candidate_of
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

COMPLETED = Standing("less_specific", "I.C.15.a.3")
NOT_NORMAL = Standing("complicated_pregnancy", "I.C.15.b.1")
NO_WEEKS = Standing("no_weeks_of_gestation", "I.C.21.c.11")
PAST_DELIVERY = Standing("past_delivery", "I.C.15.b.5")
LATER_VISIT = Standing("planned", "I.C.21.c.8")
_ABORTIVE = tuple(f"O0{n}" for n in range(9))
_NOT_COMPLICATION = ("O80", "O82")
_MOST_WEEKS = 42


def code_pregnancy(draft: Draft, case: Case) -> Draft:
    """Make the draft what chapter 15 asks for."""
    gestation = gestation_of(draft, case)
    if gestation is None:
        return draft
    draft = name_supervision(draft, case)
    if not _is_incidental(draft, case):
        draft = map_conditions(draft, case, gestation)
        draft = keep_to_hypertension(draft, case, gestation)
        draft = control_diabetes(draft, case, gestation)
    draft = _complete(draft, case, gestation)
    draft = withhold_normal_delivery(draft, case)
    draft = draft.add(outcome_of(draft, case, gestation))
    draft = _add_weeks(draft, case, gestation)
    return _in_order(_withhold_routine(draft, case, gestation))


def chapter_15(draft: Draft, case: Case) -> list[Scored]:
    """Give the codes of the chapter that stand, as the note has them."""
    found = [s for s in draft.kept if s.code.code[0] == "O" and s.score >= case.minimum]
    found = [s for s in found if s.code.system is CodeSystem.ICD10CM]
    return sorted(found, key=_at)


def _at(s: Scored) -> tuple[int, str]:
    return (s.candidates[0].mention.spans[0].start, s.code.code)


def _is_incidental(draft: Draft, case: Case) -> bool:
    """Only where the provider says so, and nothing else of the chapter stands."""
    says = "incidental" in case.document.text.lower()
    stands = any(s.code.code == "Z33.1" for s in draft.sure(case))
    return says and stands and not chapter_15(draft, case)


def _complete(draft: Draft, case: Case, gestation: Gestation) -> Draft:
    """Put the code of the trimester or period in the place of one that leaves it open."""
    new: list[Scored] = []
    gone: dict[int, Standing] = {}
    told = gestation.mention
    for s in draft.sure(case):
        if s.code.code[0] != "O" and not s.code.code.startswith("Z34"):
            continue
        code = completed(case.store, s.code, gestation)
        if code is not None:
            more = (candidate_of(code, told),) if told else ()
            new.append(Scored(code, s.score, (*s.candidates, *more)))
            gone[id(s)] = COMPLETED
    return draft.withhold(gone).add(new)


def _add_weeks(draft: Draft, case: Case, gestation: Gestation) -> Draft:
    """Add the completed weeks to a chapter 15 code, as its notes ask for."""
    told, weeks = gestation.mention, gestation.weeks
    complications = chapter_15(draft, case)
    if told is None or weeks is None or not complications:
        return draft
    name = "Z3A.01" if weeks < 8 else "Z3A.49" if weeks > _MOST_WEEKS else f"Z3A.{weeks:02}"
    code = case.store.get(CodeSystem.ICD10CM, name)
    score = max(s.score for s in complications)
    return draft.add([Scored(code, score, (candidate_of(code, told),))])


def _withhold_routine(draft: Draft, case: Case, gestation: Gestation) -> Draft:
    complications = chapter_15(draft, case)
    abortive = any(s.code.code.startswith(_ABORTIVE) for s in complications)
    after = gestation.period is Period.PUERPERIUM
    gone: dict[int, Standing] = {}
    for s in draft.kept:
        code = s.code.code
        if complications and code.startswith(("Z34", "Z33.1")):
            gone[id(s)] = NOT_NORMAL
        elif code.startswith("Z3A") and (abortive or after or _is_incidental(draft, case)):
            gone[id(s)] = NO_WEEKS
        elif code.startswith("Z37") and after:
            gone[id(s)] = PAST_DELIVERY
        elif code == "Z39.2" and gestation.period is Period.CHILDBIRTH:
            gone[id(s)] = LATER_VISIT
    return draft.withhold(gone)


def _in_order(draft: Draft) -> Draft:
    """Chapter 15 takes the first place of the claim, a condition before what only adds to it."""
    ours = [s for s in draft.kept if s.code.system is CodeSystem.ICD10CM and s.code.code[0] == "O"]
    ours.sort(key=lambda s: (s.code.code.startswith("O10"), *_at(s)))
    own: Sequence[str] = [s.code.code for s in ours]
    if not own:
        return draft
    rest = tuple(code for code in draft.sequence if code not in own)
    return replace(draft, sequence=(*own, *rest))
