"""The clinical note as it comes in."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coding_assist.errors import (
    DateOfServiceError,
    EmptyNoteError,
    InputError,
    NoteTooLongError,
    NotTextError,
    UnknownPolicyError,
    UnknownSettingError,
    UnknownSystemError,
)

MAX_NOTE_CHARACTERS = 200_000
"""The longest note that is read, in Unicode code points."""

FIRST_RELEASE = date(2015, 10, 1)
"""ICD-10-CM replaced ICD-9-CM on US claims with this date of service."""


class Setting(StrEnum):
    """Where the patient was seen; the coding guidelines differ by it."""

    OUTPATIENT = "outpatient"
    INPATIENT = "inpatient"
    EMERGENCY = "emergency"


class Policy(StrEnum):
    """What is coded: what may be billed, or everything that is named."""

    BILLING = "billing"
    MENTIONS = "mentions"


class CodeSystem(StrEnum):
    """The code systems that tables exist for."""

    ICD10CM = "ICD10CM"
    ICD10PCS = "ICD10PCS"
    CPT = "CPT"
    HCPCS = "HCPCS"


class Sex(StrEnum):
    """Administrative sex, where a code depends on it."""

    FEMALE = "F"
    MALE = "M"


class Patient(BaseModel):
    """What is known of the patient besides the note."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    age_years: Annotated[float, Field(ge=0, le=150)] | None = None
    sex: Sex | None = None


class Note(BaseModel):
    """One clinical note.

    `text` is taken as it is; every offset that comes back counts its Unicode code points.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    text: Annotated[str, Field(repr=False)]
    note_id: str = ""
    setting: Setting = Setting.OUTPATIENT
    date_of_service: date | None = None
    patient: Patient = Patient()

    def __init__(self, **values: Any) -> None:
        """Check the values.

        Raises:
            InputError: the subclass says which value is at fault and what to do about it.
        """
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise _input_error(error) from None
        check_text(self.text)
        check_date(self.date_of_service)

    @classmethod
    def from_row(cls, row: dict[str, Any], default_setting: Setting = Setting.OUTPATIENT) -> Self:
        """Make a note of a batch row; keys that a note does not have are ignored."""
        known = {k: v for k, v in row.items() if k in cls.model_fields and v is not None}
        return cls(**{"setting": default_setting, **known})


def check_text(text: str) -> None:
    """Refuse text that cannot be coded.

    Raises:
        EmptyNoteError, NoteTooLongError, NotTextError: what is wrong and what to do.
    """
    if len(text) > MAX_NOTE_CHARACTERS:
        raise NoteTooLongError(
            f"The note has {len(text):,} characters; the limit is {MAX_NOTE_CHARACTERS:,}. "
            "Send it in parts, one note a document."
        )
    if not text.strip():
        raise EmptyNoteError("The note is empty. Send its text in `text`.")
    if "\x00" in text:
        raise NotTextError("The note holds NUL characters; it looks binary. Send plain text.")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise NotTextError("The note holds lone surrogates. Decode it as UTF-8 and send it again.")


def check_date(day: date | None) -> None:
    """Refuse a date of service that no ICD-10-CM release was ever in force on."""
    if day is not None and day < FIRST_RELEASE:
        raise DateOfServiceError(
            f"The date of service {day} is before {FIRST_RELEASE}, when ICD-10-CM came into "
            "force. Check the year, or code the note in ICD-9-CM elsewhere."
        )


def parse_setting(value: str) -> Setting:
    """Read a setting from a word."""
    try:
        return Setting(value.strip().lower())
    except ValueError:
        raise UnknownSettingError(f"Unknown setting. Use one of: {', '.join(Setting)}.") from None


def parse_policy(value: str) -> Policy:
    """Read a policy from a word."""
    try:
        return Policy(value.strip().lower())
    except ValueError:
        raise UnknownPolicyError(f"Unknown policy. Use one of: {', '.join(Policy)}.") from None


def parse_systems(value: str) -> tuple[CodeSystem, ...]:
    """Read code systems from words with commas between."""
    try:
        found = [CodeSystem(word.strip().upper().replace("-", "")) for word in value.split(",")]
    except ValueError:
        raise UnknownSystemError(
            f"Unknown code system. Use some of: {', '.join(CodeSystem)}."
        ) from None
    return tuple(dict.fromkeys(found))


_ERRORS: dict[str, tuple[type[InputError], str]] = {
    "setting": (UnknownSettingError, f"Unknown setting. Use one of: {', '.join(Setting)}."),
    "date_of_service": (DateOfServiceError, "`date_of_service` is no date. Write YYYY-MM-DD."),
    "patient": (
        InputError,
        "`patient` takes `age_years` (0 to 150) and `sex` (F or M), both optional.",
    ),
    "note_id": (InputError, "`note_id` must be a string."),
    "text": (NotTextError, "`text` must be a string that holds the note."),
}


def _input_error(error: ValidationError) -> InputError:
    """Say what is wrong without repeating the value: it may be patient text."""
    details = error.errors(include_input=False, include_context=False, include_url=False)
    field = str(details[0]["loc"][0]) if details[0]["loc"] else ""
    if field == "text" and details[0]["type"] == "missing":
        return EmptyNoteError("The note is empty. Send its text in `text`.")
    kind, message = _ERRORS.get(
        field,
        (InputError, f"Unknown key. A note has: {', '.join(Note.model_fields)}."),
    )
    return kind(message)
