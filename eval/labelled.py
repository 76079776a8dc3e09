"""A labelled note: what a coder would report for it, where the note says so, and what not.

Every reader of `eval/readers` gives these; every metric takes them.
"""

from dataclasses import dataclass

from coding_assist.note import CodeSystem, Note


@dataclass(frozen=True, slots=True, order=True)
class LabelSpan:
    """Half-open code points of the note's text."""

    start: int
    end: int

    def overlaps(self, other: "LabelSpan") -> bool:
        """Tell whether two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class LabelledCode:
    """A code that a coder reports.

    Attributes:
        system: code system.
        code: with the dot where the system has one.
        is_required: a miss counts; an optional code is right when suggested and no miss.
        alternatives: codes that are as right; each label is met once.
        role: principal, secondary, procedure, or "" where the set does not say.
        evidence: where the note says so; empty where the set has no spans.
    """

    system: CodeSystem
    code: str
    is_required: bool = True
    alternatives: tuple[str, ...] = ()
    role: str = ""
    evidence: tuple[LabelSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Trap:
    """Words that name a disease or procedure and must not be coded, with the reason."""

    span: LabelSpan
    reason: str


@dataclass(frozen=True, slots=True)
class LabelledNote:
    """A note with its labels.

    Attributes:
        note: what is given to the assistant.
        codes: what a coder reports.
        traps: what must not be coded; empty where the set marks none.
        kind: document type such as "op note", or "".
        specialty: or "".
        split: "train", "dev" or "".
        source: corpus the note is of, or "".
    """

    note: Note
    codes: tuple[LabelledCode, ...]
    traps: tuple[Trap, ...] = ()
    kind: str = ""
    specialty: str = ""
    split: str = ""
    source: str = ""
