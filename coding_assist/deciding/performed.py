"""Procedures that were offered or ordered and not done, or done elsewhere: they are not reported.

A claim carries services that were rendered (NCCI Policy Manual, chapter I). What is planned or
of the past stays withheld by its assertion (`standing`); this family tells "declined" and "not
done" from them, and what another sentence says of the same procedure. The summary of a hospital
stay only retells its procedures: the professional claim rests on each one's own report. Drugs and
supplies of a stay are paid with it, not by code (42 CFR 412.2 and 412.50).
"""

import re

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.deciding.visit_kind import visit_kind
from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored

NOT_PERFORMED = Standing("not_performed", "CPT")
PLANNED = Standing("planned", "CPT")
RETOLD = Standing("reported_elsewhere", "CPT")
PAID_WITH_STAY = Standing("paid_with_stay", "42 CFR 412.2")
_RETELLING = frozenset({"discharge", "hospital_first", "hospital_later"})
_DONE_HERE = frozenset({"procedure", "procedure_detail"})
_BILLED = (CodeSystem.CPT, CodeSystem.HCPCS)
_DECLINED = re.compile(
    r"\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|not (?:done|performed|attempted|obtained)"
    r"|deferred|cancell?ed|aborted before)\b",
    re.IGNORECASE,
)
_UNDONE_AFTER = re.compile(
    r"[\s:)–-]*(?:(?:\w+\s+){0,3}?(?:(?:is|was|were)\s+)?|\w+(?:\s\w+)?,\s)"
    r"(?:not (?:done|performed|used|given|requested|needed|required|indicated|obtained"
    r"|attempted|called for|available)|declined|refused|deferred|cancell?ed)\b",
    re.IGNORECASE,
)
"""What a short clause right after the name says: "machine down, not done"."""
_LATER = re.compile(
    r"\s*(?:(?:is|was|be)\s+)?(?:suggested|advised|recommended|in \d|"
    r"\d+(?:\s*-\s*\d+)?\s?(?:d|days?|wks?|weeks?|w|mos?|months?)\b(?!\s*(?:ago|old|later|post)))",
    re.IGNORECASE,
)
_DRUGS_AND_SUPPLIES = tuple("AJQ")


def withhold_unperformed(draft: Draft, case: Case) -> Draft:
    """Withhold procedures whose own words say that they were not done."""
    procedures = [s for s in draft.kept if s.code.system is not CodeSystem.ICD10CM]
    found = {id(s): _standing(s, case) for s in procedures}
    inpatient = case.note.setting is Setting.INPATIENT
    if inpatient:
        found |= {id(s): PAID_WITH_STAY for s in procedures if _is_paid_with_stay(s)}
    if inpatient and visit_kind(case.note, case.document) in _RETELLING:
        found |= {id(s): found[id(s)] or RETOLD for s in procedures if _is_retold(s)}
    return draft.withhold({key: standing for key, standing in found.items() if standing})


def _is_retold(s: Scored) -> bool:
    """Tell whether a service has its own report; of a delivery the summary is the report."""
    return s.code.system in _BILLED and s.code.code < "99202" and s.code.code[:2] != "59"


def _is_paid_with_stay(s: Scored) -> bool:
    return s.code.system is CodeSystem.HCPCS and s.code.code.startswith(_DRUGS_AND_SUPPLIES)


def _standing(s: Scored, case: Case) -> Standing | None:
    # A wording met by words far apart ("cerumen" & "curette") says less than the full name.
    # Under the heading of what was done it says as much.
    named = [
        c for c in s.candidates if not c.term.also or c.mention.section.kind in _DONE_HERE
    ] or list(s.candidates)
    found = {_assertion(c, case) for c in named}
    if not found <= {Assertion.NEGATED, Assertion.PLANNED}:
        return None
    if Assertion.NEGATED in found or any(_is_declined(c, case) for c in named):
        return NOT_PERFORMED
    return PLANNED


def _assertion(c: Candidate, case: Case) -> Assertion:
    """Give what is asserted of a procedure once the words right after it are read."""
    if c.assertion is not Assertion.PRESENT or not c.mention.spans:
        return c.assertion
    end = case.document.sentences[c.mention.sentence].end
    last = c.mention.spans[-1].end
    if _UNDONE_AFTER.match(case.document.text, last, end):
        return Assertion.NEGATED
    is_later = c.mention.section.kind != "procedure" and _LATER.match(case.document.text, last, end)
    return Assertion.PLANNED if is_later else c.assertion


def _is_declined(c: Candidate, case: Case) -> bool:
    sentence = case.document.sentences[c.mention.sentence]
    after = case.document.text[c.mention.spans[0].start : sentence.end]
    return bool(_DECLINED.search(after, 0, 400))
