"""What a more specific code of the same set makes superfluous.

The unspecified code of a category beside a specific one (I.B.2, I.B.18). What a procedure
includes is for `included`.
"""

from collections.abc import Sequence
from dataclasses import replace

from coding_assist.codes import Code
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion
from coding_assist.matching.wording import title_words
from coding_assist.note import CodeSystem
from coding_assist.ranking.scored import Scored

_MARGIN = 0.25
"""What is scored so much lower does not make a better supported code superfluous."""


_UNLIFTED = ("R", "S", "T", "V", "W", "X", "Y", "Z")
"""Symptoms change, and injuries and encounters lie beside each other: none stands for another."""


def withhold_superseded(draft: Draft, case: Case) -> Draft:
    """Withhold the codes that are superfluous."""
    lifted = _lifted(draft, case)
    return lifted.withhold(_superseded(lifted.kept))


def _lifted(draft: Draft, case: Case) -> Draft:
    """Let what the note says elsewhere make an unspecified diagnosis specific (I.B.2, III).

    "Nicotine dependence" in the assessment is that of the cigarettes in the history; where the
    note names two kinds, neither is taken.
    """
    raised: list[Scored] = []
    for s in draft.sure(case):
        if s.code.code.startswith(_UNLIFTED) or "unspecified" not in s.code.title.lower():
            continue
        kinds = [o for o in draft.kept if _is_told_kind(o, s)]
        if len(kinds) == 1 and kinds[0].score < s.score:
            raised.append(replace(kinds[0], score=s.score))
    return draft.add(raised)


def _is_told_kind(o: Scored, s: Scored) -> bool:
    """Tell whether one is asserted and a kind of the other, told by words."""
    return (
        o.code.system is CodeSystem.ICD10CM
        and o.code.billable
        and o.code.code[:3] == s.code.code[:3]
        and "unspecified" not in o.code.title.lower()
        and (_is_kind_of(o.code, s.code) or o.code.parent == s.code.parent)
        and any(c.assertion is Assertion.PRESENT and not c.learned for c in o.candidates)
    )


def _superseded(kept: Sequence[Scored]) -> dict[int, Standing]:
    return {
        id(s): Standing("less_specific", "I.B.2")
        for s in kept
        if s.code.system is CodeSystem.ICD10CM
        and (_has_specific_sibling(s, kept) or _is_named_in_full(s, kept))
    }


def _has_specific_sibling(s: Scored, kept: Sequence[Scored]) -> bool:
    title = s.code.title.lower()
    if "unspecified" not in title and "without complication" not in title:
        return False
    if "(unspecified)" in title:
        return False
    return any(
        o.code.system is CodeSystem.ICD10CM
        and o.code.code[:3] == s.code.code[:3]
        and o is not s
        and "unspecified" not in o.code.title.lower()
        and o.score > s.score - _MARGIN
        and (_is_kind_of(o.code, s.code) or o.code.parent == s.code.parent)
        for o in kept
    )


def _is_kind_of(specific: Code, unspecified: Code) -> bool:
    """Tell whether one code is a kind of what the other leaves open.

    R10.9 leaves open all of R10; M25.70 (osteophyte of an unspecified joint) not a knee pain.
    """
    is_of_category = len(unspecified.code) == len("R10.9")
    return is_of_category or title_words(unspecified.title) <= title_words(specific.title)


def _is_named_in_full(s: Scored, kept: Sequence[Scored]) -> bool:
    """Tell whether "anemia" only refers back to an "iron deficiency anemia" of the same note."""
    if "unspecified" not in s.code.title.lower():
        return False
    named = {frozenset(c.mention.words) for c in s.candidates}
    fuller = {
        frozenset(c.mention.words)
        for o in kept
        if o is not s
        and o.code.system is s.code.system
        and o.code.code[0] != "Z"
        and o.score > s.score - _MARGIN
        for c in o.candidates
        if c.assertion is Assertion.PRESENT
    }
    return any(words < full for words in named for full in fuller)
