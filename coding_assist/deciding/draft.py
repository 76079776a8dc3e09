"""The draft of an answer, as it passes from one rule family to the next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from coding_assist.codes import Code, CodeStore
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem, Note
from coding_assist.ranking.scored import Scored, by_score
from coding_assist.reading.document import Document
from coding_assist.suggestion import Finding, Prompt


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule may look at besides the draft.

    Attributes:
        store: the code tables.
        note: with setting, patient and date of service.
        document: the note, read.
        minimum: a code moves others only when it scores so much itself.
        systems: code systems that the caller wants.
    """

    store: CodeStore
    note: Note
    document: Document
    minimum: float
    systems: tuple[CodeSystem, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule says of one code besides that it stands.

    Attributes:
        reasons: why it is here, in words.
        prompts: questions that would make it more specific.
        poa: present on admission: Y, N, U, W or exempt; "" where it is not asked.
        modifiers: CPT and HCPCS modifiers to consider, each with why.
        units: how often a procedure was done.
        pointers: diagnoses a procedure was done for.
    """

    reasons: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    poa: str = ""
    modifiers: tuple[tuple[str, str], ...] = ()
    units: int = 1
    pointers: tuple[str, ...] = ()


NO_ADVICE = Advice()
Key = tuple[CodeSystem, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """Codes that stand, and what was decided so far. Rules give new drafts; nothing is changed.

    Attributes:
        kept: codes that stand, best first.
        withheld: codes that do not, with the reason.
        findings: on the set as a whole.
        advice: by system and code.
        sequence: diagnoses in the order of the claim, first-listed first; empty until decided.
    """

    kept: tuple[Scored, ...]
    withheld: tuple[tuple[Scored, Standing], ...] = ()
    findings: tuple[Finding, ...] = ()
    advice: Mapping[Key, Advice] = field(default_factory=dict)
    sequence: tuple[str, ...] = ()

    def sure(self, case: Case) -> tuple[Scored, ...]:
        """Give the diagnoses that score enough to move others."""
        return tuple(
            s for s in self.kept if s.code.system is CodeSystem.ICD10CM and s.score >= case.minimum
        )

    def sure_procedures(self, case: Case) -> tuple[Scored, ...]:
        """Give the CPT codes that score enough to move others."""
        return tuple(
            s for s in self.kept if s.code.system is CodeSystem.CPT and s.score >= case.minimum
        )

    def withhold(self, verdicts: Mapping[int, Standing]) -> "Draft":
        """Withhold codes, by the identity of their `Scored`."""
        gone = tuple((s, verdicts[id(s)]) for s in self.kept if id(s) in verdicts)
        kept = tuple(s for s in self.kept if id(s) not in verdicts)
        return replace(self, kept=kept, withheld=(*self.withheld, *gone))

    def hold_back(self, more: Iterable[tuple[Scored, Standing]]) -> "Draft":
        """Say of codes that never stood why they do not."""
        return replace(self, withheld=(*self.withheld, *more))

    def add(self, new: Iterable[Scored]) -> "Draft":
        """Add codes; one that already stands gains the evidence and keeps its better score."""
        of_code = {(s.code.system, s.code.code): s for s in self.kept}
        for s in new:
            key = (s.code.system, s.code.code)
            of_code[key] = _joined(of_code[key], s) if key in of_code else s
        return replace(self, kept=tuple(sorted(of_code.values(), key=by_score)))

    def find(self, *findings: Finding) -> "Draft":
        """Add findings."""
        return replace(self, findings=(*self.findings, *findings))

    def advise(self, code: Code, advice: Advice) -> "Draft":
        """Put advice in place of what was said of the code before; see `advice_on`."""
        return replace(self, advice={**self.advice, (code.system, code.code): advice})

    def advice_on(self, code: Code) -> Advice:
        """Give what was said of a code so far."""
        return self.advice.get((code.system, code.code), NO_ADVICE)


def _joined(one: Scored, other: Scored) -> Scored:
    more = tuple(c for c in other.candidates if c not in one.candidates)
    return replace(one, score=max(one.score, other.score), candidates=(*one.candidates, *more))
