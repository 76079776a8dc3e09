"""The body of `POST /v1/suggest`: a note, and what is wanted of the answer."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from coding_assist import CodeSystem, Note, Patient, Policy, Setting, Sex
from coding_assist.note import FIRST_RELEASE, MAX_NOTE_CHARACTERS

_SOME_TEXT = r"^[^\u0000]*[^\u0000\s\u001c-\u001f\u0085][^\u0000]*$"
"""For the document alone: no NUL, and not only white space, which is wider here than in ECMA."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _iso_day(value: Any) -> Any:
    """Let pass what is written YYYY-MM-DD; pydantic would take times and seconds since 1970 too."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    raise PydanticCustomError("day", "Write the date as YYYY-MM-DD")


def _whole_number(value: Any) -> Any:
    """Let pass numbers, 5.0 too, which JSON Schema calls an integer; pydantic would take "5"."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("whole_number", "Write a whole number")


def _in_force(day: date) -> date:
    if day < FIRST_RELEASE:
        raise PydanticCustomError("day", f"ICD-10-CM came into force on {FIRST_RELEASE}")
    return day


DayOfService = Annotated[
    date,
    BeforeValidator(_iso_day),
    AfterValidator(_in_force),
    # JSON Schema knows no earliest date, so the pattern says it: from October 2015.
    Field(json_schema_extra={"pattern": "^(2015-1|201[6-9]|20[2-9]|2[1-9]|[3-9])"}),
]


class PatientInput(BaseModel):
    """What is known of the patient besides the note."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Patient")

    age_years: Annotated[float | None, Strict(), Field(ge=0, le=150)] = None
    sex: Sex | None = None


class SuggestRequest(BaseModel):
    """One note and the options; a key that is not here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[
        str,
        Field(
            repr=False,
            min_length=1,
            max_length=MAX_NOTE_CHARACTERS,
            description="The note as it is. Offsets in the answer count its Unicode code points.",
            json_schema_extra={"pattern": _SOME_TEXT},
        ),
    ]
    note_id: Annotated[str, Field(repr=False, description="Comes back as it is.")] = ""
    setting: Annotated[
        Setting, Field(description="Where the patient was seen; the guidelines differ by it.")
    ] = Setting.OUTPATIENT
    date_of_service: Annotated[
        DayOfService | None,
        Field(description=f"Codes must be valid that day; {FIRST_RELEASE} or later."),
    ] = None
    patient: PatientInput | None = None
    policy: Annotated[
        Policy,
        Field(description="`billing` obeys the guidelines; `mentions` codes all that is named."),
    ] = Policy.BILLING
    systems: Annotated[
        list[CodeSystem],
        Field(description="Code systems to suggest from; none means those of the setting."),
    ] = []
    min_score: Annotated[
        float | None,
        Strict(),
        Field(ge=0, le=1, description="Leave out what scores less; by default what suits coders."),
    ] = None
    max_suggestions: Annotated[
        Annotated[int, Field(ge=1), BeforeValidator(_whole_number)] | None,
        Field(description="At most so many, the best."),
    ] = None

    def to_note(self) -> Note:
        """Give the note alone.

        Raises:
            InputError: the text cannot be coded.
        """
        patient = self.patient or PatientInput()
        return Note(
            text=self.text,
            note_id=self.note_id,
            setting=self.setting,
            date_of_service=self.date_of_service,
            patient=Patient(age_years=patient.age_years, sex=patient.sex),
        )
