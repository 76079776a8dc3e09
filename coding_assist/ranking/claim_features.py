"""What the ranker of the policy `billing` looks at: one row of figures a code."""

from collections.abc import Mapping, Sequence
from math import log, log1p

from coding_assist.finding.mention import Assertion, Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.note import CodeSystem, Policy, Setting
from coding_assist.ranking.diagnoses import CONCLUDING, is_diagnosis, is_symptom
from coding_assist.ranking.facts import Facts
from coding_assist.ranking.plain import score_codes
from coding_assist.ranking.wording import wording_weight

_SECTIONS = {
    "concluded": CONCLUDING,
    "in_history": frozenset({"hpi", "chief_complaint", "indication", "hospital_course"}),
    "in_past_history": frozenset({"pmh", "psh", "family_history", "social_history"}),
    "in_plan": frozenset({"plan", "medications", "allergies"}),
    "in_results": frozenset({"results", "findings", "exam", "ros"}),
    "in_procedure": frozenset({"procedure", "procedure_detail", "preoperative_diagnosis"}),
    "in_no_section": frozenset({"", "other", "procedure_other"}),
}
CLAIM_FEATURES: Mapping[str, str] = {
    "plain_odds": "log odds by hand-set weights",
    "wording": "how exactly the closest mention is worded",
    "source": "most trusted source of its wordings: -1 likeness, 1 title, 2 inclusion, 3 synonym",
    "words": "most words of a mention",
    "supported": "words of the note that made it specific",
    "spread": "words between the matched ones, of the closest mention",
    "correction": "how sure the spelling is, of the surest mention",
    "place": "how many codes a mention rather means, fewest",
    "likeness": "cosine to the nearest wording, for words the vocabulary does not know",
    "mentions": "ln(1 + asserted mentions)",
    "asserted": "share of its mentions that are asserted",
    "from_drug": "1 where a drug alone implies it",
    "from_operation": "1 where the name of an operation implies it",
    "concluded": "1 where an assessment or diagnosis section names it",
    "in_history": "1 where the history, complaint or course names it",
    "in_past_history": "1 where past, family or social history names it",
    "in_plan": "1 where plan, medications or allergies name it",
    "in_results": "1 where results, findings, exam or review of systems name it",
    "in_procedure": "1 where a procedure section names it",
    "in_no_section": "1 where it stands under no known heading",
    "position": "1 at the note's beginning, 0 at its end, for the first mention",
    "order": "codes of its system named before it in the conclusions",
    "is_symptom": "1 for a sign or symptom",
    "diagnosed": "1 where the note holds a diagnosis that is no symptom",
    "is_external": "1 for an external cause",
    "is_injury": "1 for an injury or poisoning",
    "is_unspecified": "1 where the title says unspecified",
    "is_cpt": "1 for CPT",
    "is_hcpcs": "1 for HCPCS",
    "is_pcs": "1 for ICD-10-PCS",
    "is_visit": "1 for evaluation and management",
    "is_imaging": "1 for imaging",
    "is_laboratory": "1 for laboratory",
    "is_medicine": "1 for medicine services and tests",
    "category_codes": "other codes of the same three characters in the note",
    "rivals": "other codes of its mentions' very words",
    "is_covered": "1 where its words lie within a longer mention of another code",
    "codes": "codes of its system in the note",
    "inpatient": "1 for an inpatient note",
    "emergency": "1 for an emergency note",
    "length": "thousands of code points of the note",
}
"""Name and meaning of each figure, in the order of the model's input."""

_GRID = 4096
_LEAST = 1e-6

Group = tuple[Candidate, ...]


def claim_rows(groups: Sequence[Group], facts: Facts) -> list[tuple[float, ...]]:
    """Give a row of `CLAIM_FEATURES` for each code.

    Args:
        groups: all candidates of one code each, in the order of the text.
        facts: of the note.
    """
    note = _Note(groups, facts)
    return [tuple(round(v * _GRID) / _GRID for v in note.row(group)) for group in groups]


class _Note:
    """What is counted over the whole note, once."""

    def __init__(self, groups: Sequence[Group], facts: Facts) -> None:
        candidates = [c for group in groups for c in group]
        self._facts = facts
        scored = score_codes(candidates, Policy.BILLING, facts.length)
        self._odds = {(s.code.system, s.code.code): _odds(s.score) for s in scored}
        self._diagnosed = any(is_diagnosis(c) for c in candidates)
        self._categories: dict[tuple[CodeSystem, str], int] = {}
        self._systems: dict[CodeSystem, int] = {}
        self._of_words: dict[Mention, set[str]] = {}
        self._spans: dict[CodeSystem, set[tuple[int, int]]] = {}
        for group in groups:
            code = group[0].code
            category = (code.system, code.code[:3])
            self._categories[category] = self._categories.get(category, 0) + 1
            self._systems[code.system] = self._systems.get(code.system, 0) + 1
            for c in group:
                self._of_words.setdefault(c.mention, set()).add(code.code)
                self._spans.setdefault(code.system, set()).add(_span(c))
        self._concluded = sorted(
            {
                (c.code.system, c.mention.spans[0].start, c.code.code)
                for c in candidates
                if c.mention.section.kind in CONCLUDING
            }
        )

    def row(self, group: Group) -> tuple[float, ...]:
        """Give the figures of a code."""
        code = group[0].code
        present = [c for c in group if c.assertion is Assertion.PRESENT]
        best = max(group, key=wording_weight)
        kinds = {c.mention.section.kind for c in present or group}
        return (
            self._odds[code.system, code.code],
            wording_weight(best),
            float(max(c.term.source for c in group)),
            float(max(len(c.mention.words) for c in group)),
            float(max(len(c.supported) for c in group)),
            float(min(c.mention.spread for c in group)),
            max(c.mention.correction for c in group),
            float(min(c.place for c in group)),
            max(c.likeness for c in group),
            log1p(len(present)),
            len(present) / len(group),
            float(all(c.term.use in ("medication", "allergy") for c in group)),
            float(all(c.term.use == "surgery" for c in group)),
            *(float(not kinds.isdisjoint(wanted)) for wanted in _SECTIONS.values()),
            1 - min(c.mention.spans[0].start for c in group) / max(self._facts.length, 1),
            self._order(group),
            *_kind_of(code.system, code.code, code.title, diagnosed=self._diagnosed),
            float(self._categories[code.system, code.code[:3]] - 1),
            float(max(len(self._of_words[c.mention]) for c in group) - 1),
            float(all(self._is_covered(c) for c in group)),
            float(self._systems[code.system]),
            float(self._facts.setting is Setting.INPATIENT),
            float(self._facts.setting is Setting.EMERGENCY),
            self._facts.length / 1000,
        )

    def _order(self, group: Group) -> float:
        """Give how many codes the conclusions name before; as many as there are for none."""
        code = group[0].code
        same = [entry for entry in self._concluded if entry[0] is code.system]
        before = [i for i, entry in enumerate(same) if entry[2] == code.code]
        return float(before[0] if before else len(same))

    def _is_covered(self, candidate: Candidate) -> bool:
        start, end = _span(candidate)
        return any(
            low <= start and end <= high and (low, high) != (start, end)
            for low, high in self._spans[candidate.code.system]
        )


def _span(c: Candidate) -> tuple[int, int]:
    return c.mention.spans[0].start, c.mention.spans[-1].end


def _odds(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return log(p / (1 - p))


def _kind_of(system: CodeSystem, code: str, title: str, *, diagnosed: bool) -> tuple[float, ...]:
    """Give the figures from "is_symptom" to "is_medicine"."""
    is_diagnosis_code = system is CodeSystem.ICD10CM
    letter = code[0] if is_diagnosis_code else ""
    cpt = code if system is CodeSystem.CPT else ""
    flags = (
        is_diagnosis_code and is_symptom(code), diagnosed,
        letter in tuple("VWXY"), letter in ("S", "T"), "unspecified" in title.lower(),
        system is CodeSystem.CPT, system is CodeSystem.HCPCS, system is CodeSystem.ICD10PCS,
        cpt >= "99202", cpt[:1] == "7", cpt[:1] == "8", cpt[:1] == "9" and cpt < "99202",
    )  # fmt: skip
    return tuple(map(float, flags))
