"""One row of a code table."""

from dataclasses import dataclass

from coding_assist.note import CodeSystem

NOTE_KINDS = (
    "includes",
    "excludes1",
    "excludes2",
    "code_first",
    "use_additional",
    "code_also",
    "seventh_character",
    "inclusion_term",
)


@dataclass(frozen=True, slots=True)
class TabularNote:
    """An instruction or term that the Tabular List prints under a code.

    It applies to the code and to everything below it.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code, or a header that is completed by more characters.

    Attributes:
        system: the table it is of.
        code: as people write it; ICD codes carry the dot.
        title: the official title, or our own words in the starter tables.
        billable: complete, so that a claim may carry it.
        parent: the code it stands under, or "".
    """

    system: CodeSystem
    code: str
    title: str
    billable: bool
    parent: str = ""


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code with what its table says of it besides, as the importers deliver it.

    Attributes:
        terms: other wordings of exactly this code (inclusion terms, synonyms).
        within: codes of the same system that this one includes in one session.
        plain: our description of a code that has an official title; `search` finds it by both.
    """

    code: Code
    notes: tuple[TabularNote, ...] = ()
    terms: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    plain: str = ""
