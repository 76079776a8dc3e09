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


class Suggestion(_Output):
    """One code for a person to accept or reject."""

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
