"""A plain score by hand-set weights; a learned ranker takes its place behind the same call.

score = 1 / (1 + exp(-x)), where x sums, over what is known of the code's mentions:

- how exactly the best of them is worded (`wording`);
- where it stands (`diagnoses`, `procedures`), and whether it is a symptom beside a diagnosis;
- half the logarithm of how often the code is named.

The weights were set by hand and looked over on the development notes. The score ranks; it is
not yet calibrated as a probability.
"""

from collections.abc import Sequence, Set
from math import exp, log

from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem, Policy
from coding_assist.ranking.diagnoses import diagnosis_weight, is_diagnosis, symptom_weight
from coding_assist.ranking.procedures import procedure_weight
from coding_assist.ranking.scored import Scored, by_code, by_score
from coding_assist.ranking.wording import wording_weight

_BIAS = -1.6
"""Puts the operating point chosen on the development notes at a score of one half."""

_BRIEF = 400
"""A note of fewer characters is a few lines."""

_SIDE_WORDS = frozenset({"left", "right", "bilateral", "both"})
_SIDE_BETWEEN = 0.25
"""What one word between costs (`wording`)."""


def score_codes(
    candidates: Sequence[Candidate], policy: Policy, length: int = _BRIEF
) -> tuple[Scored, ...]:
    """Score each code over all its mentions, best first.

    `length` is the note's, in code points; one of unknown length is not brief.
    Under the policy `mentions` only the wording counts: every mention is coded there.
    """
    sections = frozenset(c.mention.section.kind for c in candidates)
    diagnosed = any(is_diagnosis(c) for c in candidates)

    def weight(group: Sequence[Candidate]) -> float:
        if policy is Policy.MENTIONS:
            return max(map(wording_weight, group)) + 0.5 * log(len(group)) + 0.5
        return _claim_weight(group, sections, diagnosed=diagnosed, is_brief=length < _BRIEF)

    scored = [Scored(g[0].code, _squeezed(weight(g)), g) for g in by_code(candidates)]
    return tuple(sorted(scored, key=by_score))


def _squeezed(x: float) -> float:
    return round(1 / (1 + exp(-x)), 6)


def _claim_weight(
    group: Sequence[Candidate], sections: Set[str], *, diagnosed: bool, is_brief: bool
) -> float:
    present = [c for c in group if c.assertion is Assertion.PRESENT] or list(group)
    x = max(
        wording_weight(c) + _side_weight(c) + _section_weight(c, sections, is_brief=is_brief)
        for c in present
    )
    x += 0.5 * log(len(present)) + _BIAS
    if group[0].code.system is CodeSystem.ICD10CM:
        x += symptom_weight(present, diagnosed=diagnosed)
    return x


def _side_weight(c: Candidate) -> float:
    """Take back what a side between the words costs: "pain in both knees" is no loose wording."""
    sided = c.mention.spread > 0 and not _SIDE_WORDS.isdisjoint(c.mention.modifiers)
    return _SIDE_BETWEEN if sided and c.code.system is CodeSystem.ICD10CM else 0.0


def _section_weight(c: Candidate, sections: Set[str], *, is_brief: bool) -> float:
    if c.code.system is CodeSystem.ICD10CM:
        return diagnosis_weight(c, sections, is_brief=is_brief)
    mention = c.mention
    return procedure_weight(
        c.code.code, c.code.title, mention.section.kind, sections, mention.modifiers
    )
