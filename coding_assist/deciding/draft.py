"""The draft of an answer, as it passes from one rule family to the next."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

from coding_assist.codes import Code, CodeStore
from coding_assist.deciding.standing import Standing
from coding_assist.note import CodeSystem, Note
from coding_assist.ranking.scored import Scored, by_score
from coding_assist.reading.document import Document
from coding_assist.suggestion import Finding, Prompt

_WORD = re.compile(r"\w+")
T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """What a rule may look at besides the draft; what several rules work out is kept with it.

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

    @cached_property
    def lowered(self) -> str:
        """The note in small letters, each character in its place."""
        text = self.document.text
        small = text.lower()
        if len(small) == len(text):
            return small
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the note in small letters."""
        return frozenset(_WORD.findall(self.lowered))

    @cached_property
    def sentence_texts(self) -> tuple[str, ...]:
        """The sentences in small letters."""
        return tuple(self.lowered[s.start : s.end] for s in self.document.sentences)

    def says(self, *stretches: str) -> bool:
        """Tell whether any of them stands in the note, also within a word.

        It is far cheaper than a pattern, which needs no trial where none of its words is there.

        Args:
            stretches: in small letters.
        """
        return any(stretch in self.lowered for stretch in stretches)

    def once(self, question: "Callable[[Case], T]") -> T:
        """Give the answer to a question of the note alone, worked out when it is first asked."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast("T", self._answers[question])

    @cached_property
    def _answers(self) -> dict[object, object]:
        return {}


class _Settled(tuple[Scored, ...]):
    """Codes that are known to be in order, none of them twice."""

    __slots__ = ()


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


@dataclass(frozen=True)
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
        return self._sure(CodeSystem.ICD10CM, case.minimum)

    def sure_procedures(self, case: Case) -> tuple[Scored, ...]:
        """Give the CPT codes that score enough to move others."""
        return self._sure(CodeSystem.CPT, case.minimum)

    def _sure(self, system: CodeSystem, minimum: float) -> tuple[Scored, ...]:
        key = (system, minimum)
        if key not in self._known_sure:
            self._known_sure[key] = tuple(
                s for s in self.kept if s.code.system is system and s.score >= minimum
            )
        return self._known_sure[key]

    @cached_property
    def _known_sure(self) -> dict[tuple[CodeSystem, float], tuple[Scored, ...]]:
        return {}

    def withhold(self, verdicts: Mapping[int, Standing]) -> "Draft":
        """Withhold codes, by the identity of their `Scored`."""
        if not verdicts:
            return self
        gone = tuple((s, verdicts[id(s)]) for s in self.kept if id(s) in verdicts)
        if not gone:
            return self
        kind = _Settled if isinstance(self.kept, _Settled) else tuple
        kept = kind(s for s in self.kept if id(s) not in verdicts)
        return replace(self, kept=kept, withheld=(*self.withheld, *gone))

    def hold_back(self, more: Iterable[tuple[Scored, Standing]]) -> "Draft":
        """Say of codes that never stood why they do not."""
        more = tuple(more)
        return replace(self, withheld=(*self.withheld, *more)) if more else self

    def add(self, new: Iterable[Scored]) -> "Draft":
        """Add codes; one that already stands gains the evidence and keeps its better score."""
        new = tuple(new)
        if not new and isinstance(self.kept, _Settled):
            return self
        of_code = {(s.code.system, s.code.code): s for s in self.kept}
        for s in new:
            key = (s.code.system, s.code.code)
            of_code[key] = _joined(of_code[key], s) if key in of_code else s
        return replace(self, kept=_Settled(sorted(of_code.values(), key=by_score)))

    def find(self, *findings: Finding) -> "Draft":
        """Add findings."""
        return replace(self, findings=(*self.findings, *findings)) if findings else self

    def advise(self, code: Code, advice: Advice) -> "Draft":
        """Put advice in place of what was said of the code before; see `advice_on`."""
        return replace(self, advice={**self.advice, (code.system, code.code): advice})

    def advice_on(self, code: Code) -> Advice:
        """Give what was said of a code so far."""
        return self.advice.get((code.system, code.code), NO_ADVICE)


def _joined(one: Scored, other: Scored) -> Scored:
    more = tuple(c for c in other.candidates if c not in one.candidates)
    return replace(one, score=max(one.score, other.score), candidates=(*one.candidates, *more))
