"""Adverse effects, poisoning and underdosing of drugs (T36-T50).

ICD-10-CM Official Guidelines FY2026, I.C.19.e.5: an adverse effect of a drug taken right is the
condition and then T36-T50 with 5 as the fifth or sixth character; a poisoning (wrong drug, dose
or person, or a drug with alcohol) comes before its manifestations; underdosing (6) comes after
the condition, with Z91.12-, Z91.13- or Z91.14- for the intent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from coding_assist.data_files import read_table
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.drug_words import Spot, cues_in, drugs_in, is_doubted
from coding_assist.deciding.from_words import named, stand
from coding_assist.deciding.sequencing import drug_role
from coding_assist.deciding.standing import Standing
from coding_assist.finding.mention import Assertion
from coding_assist.matching.history import history_of
from coding_assist.note import CodeSystem, Setting
from coding_assist.ranking.scored import Scored
from coding_assist.reading.document import Sentence

DRUG_INDUCED = Standing("less_specific", "I.C.19.e.5.a")
NOT_TAKEN = Standing("drug_not_taken", "I.C.19.e.5.c")
_SILENT = frozenset({"allergies", "family_history", "pmh", "plan"})
_ADVERSE, _UNDERDOSED = "5", "6"
_INTENT = {"harm": "2", "assault": "3", "undetermined": "4"}
_ALCOHOL = "T51"
_NEAR, _FAR = 3, 6
_DOSES = frozenset("dose doses pill pills tablet tablets".split())
_ABOVE = 0.03
"""What a stated link makes sure lies so much above the minimum."""
_WHY = {"hardship": "Z91.120", "debility": "Z91.130", "forgot": "Z91.138", "willing": "Z91.128"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that names a drug, or tells of an overdose named before.

    Attributes:
        number, sentence: which it is.
        drugs, cues: where it names drugs, and says something of them.
        met: codes that stand with a mention here: where its words begin and end.
    """

    number: int
    sentence: Sentence
    drugs: Sequence[Spot]
    cues: Sequence[Spot]
    met: Sequence[tuple[Scored, int, int]]

    def of(self, *kinds: str) -> list[Spot]:
        """Give the cues of these kinds."""
        return [c for c in self.cues if c.kind in kinds]


def code_drug_effects(draft: Draft, case: Case) -> Draft:
    """Add the drugs' codes to the conditions that the note links to them."""
    before, poisoned = draft, False
    for number, sentence in enumerate(case.document.sentences):
        # Without a word of what drugs do, naming them gives nothing.
        cues = () if sentence.section.kind in _SILENT else cues_in(sentence)
        t = _told(number, sentence, cues, before) if cues else None
        if t is None or not (t.drugs or poisoned):
            continue
        wrong = _wrongly_taken(t)
        if wrong:
            poisoned = True
            draft = _poisoning(draft, case, t, wrong)
        elif t.drugs and (t.of("under") or _forgotten(t)):
            draft = _underdosing(draft, case, t)
        elif poisoned and t.of("result", "result_of"):
            draft = _sure(draft, case, _acute(t))
        else:
            draft = _adverse(draft, case, t)
    return draft.withhold(dict(_unspecified(draft)))


def _unspecified(draft: Draft) -> Iterator[tuple[int, Standing]]:
    """Yield drugs left open ("antipsychotic") beside one of their kind that is named."""
    drugs = [s for s in draft.kept if _is_drug(s.code.code)]
    for s in drugs:
        if "unspecified" in s.code.title.split(",")[0].lower() and any(
            o is not s
            and drug_role(o.code.code) == drug_role(s.code.code)
            and "unspecified" not in o.code.title.lower()
            and (o.code.code[:3] == s.code.code[:3] or s.code.code.startswith("T50.9"))
            for o in drugs
        ):
            yield id(s), DRUG_INDUCED


def _told(number: int, sentence: Sentence, cues: Sequence[Spot], draft: Draft) -> _Told:
    drugs = drugs_in(sentence)
    if not drugs and not any(c.kind.startswith("result") for c in cues):
        return _Told(number, sentence, (), (), ())
    met = [
        (s, c.mention.spans[0].start, c.mention.spans[-1].end)
        for s in draft.kept
        for c in s.candidates
        if c.mention.sentence == number
        and c.assertion is Assertion.PRESENT
        and s.code.system is CodeSystem.ICD10CM
        and s.code.code[0] not in "VWXYZ"
        and not _is_drug(s.code.code)
    ]
    return _Told(number, sentence, drugs, cues, met)


def _is_drug(code: str) -> bool:
    return "T36" <= code[:3] <= _ALCOHOL


def _adverse(draft: Draft, case: Case, t: _Told) -> Draft:
    """A condition that is said to be due to a drug: "hives from amoxicillin"."""
    for drug, cue, effect in _linked(t):
        if is_doubted(t.sentence, cue) and case.note.setting is not Setting.INPATIENT:
            continue
        found = _coded(case, t, drug, _ADVERSE)
        if found and not drug.kind.startswith(_ALCOHOL):
            draft = stand(_induced(draft, case, effect, drug.kind), found)
    return stand(draft, *_named_alone(case, t))


def _named_alone(case: Case, t: _Told) -> Iterator[Scored]:
    """Yield the drugs that an item calls to blame by itself: "adverse effect of codeine"."""
    for cue in t.of("adverse"):
        for drug in t.drugs:
            if 0 <= drug.at - cue.end <= 1 and not is_doubted(t.sentence, cue):
                found = _coded(case, t, drug, _ADVERSE)
                if found and not drug.kind.startswith(_ALCOHOL):
                    yield found


def _linked(t: _Told) -> Iterator[tuple[Spot, Spot, Scored]]:
    words = t.sentence.words
    for cue in t.of("cause", "adverse", "induced"):
        begin, end = words[cue.at].start, words[cue.end - 1].end
        reach = words[min(cue.end + _NEAR, len(words)) - 1].end
        back = words[max(0, cue.at - _FAR)].start
        for drug in t.drugs:
            for effect, first, last in t.met:
                if cue.kind != "induced":
                    is_linked = 0 <= drug.at - cue.end <= _NEAR and back <= last <= begin + 1
                else:
                    is_linked = drug.end == cue.at and last > end and first <= reach
                if is_linked:
                    yield drug, cue, effect


def _induced(draft: Draft, case: Case, effect: Scored, drug: str) -> Draft:
    """Make the condition sure; where the classification has a drug-induced kind, it is that."""
    code = effect.code.code
    has_cancer = any(s.code.code[0] == "C" for s in draft.kept)
    by_drug = (new for old, stem, new in _induced_by() if old == code and drug.startswith(stem))
    instead = next(by_drug, "") if has_cancer else ""
    instead = instead or _drug_induced().get(code, "")
    if not instead:
        return _sure(draft, case, [effect])
    score = max(effect.score, case.minimum + _ABOVE)
    new = Scored(case.store.get(CodeSystem.ICD10CM, instead), score, effect.candidates)
    gone = {id(s): DRUG_INDUCED for s in draft.kept if s.code == effect.code}
    return stand(draft.withhold(gone), new)


def _wrongly_taken(t: _Told) -> list[Spot]:
    """Give the drugs of a poisoning: an overdose, an error, or a drug together with alcohol."""
    near = [
        d
        for d in t.drugs
        for c in t.of("overdose")
        if -_NEAR <= d.at - c.end <= _NEAR or -_NEAR <= c.at - d.end <= _NEAR
    ]
    kinds = {d.kind[:3] == _ALCOHOL for d in t.drugs}
    if t.of("error") or (t.of("interaction") and len(kinds) > 1):
        return list(t.drugs)
    return near


def _poisoning(draft: Draft, case: Case, t: _Told, drugs: Sequence[Spot]) -> Draft:
    """The drug, by intent; accidental where none is stated (I.C.19.e.5.b)."""
    intent = next((_INTENT[c.kind] for c in t.cues if c.kind in _INTENT), "1")
    new = [s for s in (_coded(case, t, d, intent) for d in drugs) if s]
    return _sure(stand(draft, *new), case, _unless_sure(case, _acute(t)))


def _underdosing(draft: Draft, case: Case, t: _Told) -> Draft:
    """The drug taken less than ordered, and why; the condition it was for comes first."""
    cue = [*t.of("under"), *_forgotten(t)][0]
    near = [d for d in t.drugs if cue.at - _FAR <= d.at <= cue.end + _FAR]
    new = [s for s in (_coded(case, t, d, _UNDERDOSED) for d in near) if s]
    if not new:
        return draft
    why = next((c for c in t.cues if c.kind in _WHY), None)
    if why:
        code = case.store.get(CodeSystem.ICD10CM, _WHY[why.kind])
        score = case.minimum + _ABOVE
        new.append(named(code, score, t.sentence, t.number, why.at, why.end))
    places = {t.sentence.words[d.at].start for d in near}
    gone = {
        id(s): NOT_TAKEN
        for s in draft.kept
        if s.code.code.startswith("Z79")
        and all(c.mention.spans[0].start in places for c in s.candidates)
    }
    treated = _unless_sure(case, [s for s, _, _ in t.met])
    return _sure(stand(draft.withhold(gone), *new), case, treated)


def _forgotten(t: _Told) -> list[Spot]:
    """Give where doses are said to be forgotten: "forgets two doses of insulin a week"."""
    return t.of("forgot") if any(w.norm in _DOSES for w in t.sentence.words) else []


def _unless_sure(case: Case, met: list[Scored]) -> list[Scored]:
    """Give the conditions of a sentence, none where one of them is sure already."""
    return [] if any(s.score >= case.minimum for s in met) else met


def _acute(t: _Told) -> list[Scored]:
    return [s for s, _, _ in t.met if not history_of(s.code.code).is_chronic]


def _sure(draft: Draft, case: Case, codes: Sequence[Scored]) -> Draft:
    """What is said to come of a drug was addressed, wherever it stands."""
    least = case.minimum + _ABOVE
    known = {s.code.code for s in draft.kept}
    return draft.add(
        replace(s, score=least) for s in codes if s.score < least and s.code.code in known
    )


def _coded(case: Case, t: _Told, drug: Spot, intent: str) -> Scored | None:
    last = "A" if len(drug.kind) == len("T36.0X") else "XA"
    code = case.store.find(CodeSystem.ICD10CM, f"{drug.kind}{intent}{last}")
    if code is None:
        return None
    return named(code, case.minimum + _ABOVE, t.sentence, t.number, drug.at, drug.end)


@cache
def _drug_induced() -> Mapping[str, str]:
    rows = read_table("rules", "drug_induced.tsv", ["code", "instead"])
    return MappingProxyType({row[0]: row[1] for row in rows})


@cache
def _induced_by() -> tuple[tuple[str, str, str], ...]:
    """Give what a treatment of cancer does: code, stem of the drug, code instead.

    The same drugs suppress immunity in other diseases, where these codes do not apply.
    """
    rows = read_table("rules", "drug_induced_by.tsv", ["code", "drug", "instead", "why"])
    return tuple((code, drug, instead) for code, drug, instead, _ in rows)
