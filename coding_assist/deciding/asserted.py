"""Withhold what the note does not assert of this patient now, and codes that are incomplete."""

from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing, standing_of

INCOMPLETE = Standing("incomplete_code", "I.B.2")


def withhold_unasserted(draft: Draft, case: Case) -> Draft:
    """Withhold what is denied, past, doubted, planned or another person's."""
    sections = frozenset(c.mention.section.kind for s in draft.kept for c in s.candidates)
    found = {id(s): standing_of(s, case.note.setting, sections) for s in draft.kept}
    return draft.withhold({key: standing for key, standing in found.items() if standing.reason})


def withhold_incomplete(draft: Draft, _case: Case) -> Draft:
    """Withhold headers: a code is invalid where a further character exists (I.B.2)."""
    return draft.withhold({id(s): INCOMPLETE for s in draft.kept if not s.code.billable})
