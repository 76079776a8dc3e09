"""What comes out: suggested codes with evidence, what was withheld, and findings."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from coding_assist.note import CodeSystem, Policy, Setting

Role = Literal["principal", "secondary", "procedure"]
Level = Literal["error", "warning", "info"]


class _Output(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Output):
    """Words of the note that support a code: `note.text[start:end] == text`."""

    start: int
    end: int
    text: Annotated[str, Field(repr=False)]
    section: str


class CodeOption(_Output):
    """A code that could stand instead."""

    code: str
    display: str


class Alternative(CodeOption):
    """A code that ranked below the suggested one for the same words."""

    score: float


class Prompt(_Output):
    """A question whose answer would make the code more specific."""

    kind: str
    question: str
    options: tuple[CodeOption, ...] = ()


class ProviderQuery(_Output):
    """A draft of a query to the provider; see `deciding/query.py`.

    Attributes:
        code: the suggested code that it is about.
        kind: of the prompt that it asks.
        indicators: words of the note, shown with the query.
        question: asks without leading.
        options: answers to choose from, always "other" and "unable to determine" among them;
            nothing but these two leaves the question open-ended.
    """

    code: str
    kind: str
    indicators: tuple[Evidence, ...]
    question: str
    options: tuple[str, ...]


class Modifier(_Output):
    """A CPT or HCPCS modifier for a person to consider; never added unasked."""

    code: str
    why: str


class Suggestion(_Output):
    """One code for a person to accept or reject.

    Attributes:
        sequence: place among the diagnoses of the claim, 1 for the first-listed; 0 for procedures.
        poa: present on admission, for inpatients: Y, N, U, W or exempt, else "".
        modifiers: to consider on a procedure.
        units: how often a procedure was done.
        pointers: diagnoses a procedure was done for, the chief one first.
    """

    system: CodeSystem
    code: str
    display: str
    score: float
    rank: int
    role: Role
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Alternative, ...] = ()
    reasons: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    sequence: int = 0
    poa: str = ""
    modifiers: tuple[Modifier, ...] = ()
    units: int = 1
    pointers: tuple[str, ...] = ()


class Withheld(_Output):
    """A code that the note names and that must not be billed, with the reason."""

    system: CodeSystem
    code: str
    display: str
    score: float
    reason: str
    guideline: str = ""
    evidence: tuple[Evidence, ...]


class Finding(_Output):
    """Something the coder should know about the set as a whole."""

    level: Level
    rule: str
    codes: tuple[str, ...] = ()
    message: str
    guideline: str = ""


class SuggestionSet(_Output):
    """The answer for one note; `suggestions` come best first."""

    note_id: str
    setting: Setting
    policy: Policy
    suggestions: tuple[Suggestion, ...]
    withheld: tuple[Withheld, ...]
    findings: tuple[Finding, ...]
    code_sets: dict[str, str]
    models: dict[str, str]
