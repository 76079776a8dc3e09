"""The options that `suggest` and `batch` share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Self

import typer

from coding_assist.errors import DateOfServiceError
from coding_assist.note import (
    CodeSystem,
    Note,
    Policy,
    Setting,
    check_date,
    parse_policy,
    parse_setting,
    parse_systems,
)

if TYPE_CHECKING:
    from coding_assist.assistant import CodingAssistant
    from coding_assist.suggestion import SuggestionSet

SettingOption = Annotated[
    str, typer.Option(metavar="|".join(Setting), help="Where the patient was seen.")
]
DateOption = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Date of service; picks the release of the codes."),
]
PolicyOption = Annotated[
    str,
    typer.Option(
        metavar="|".join(Policy), help="Code what may be billed, or everything that is named."
    ),
]
SystemsOption = Annotated[
    str | None,
    typer.Option(
        metavar="SYSTEM,...",
        help=f"Of {', '.join(CodeSystem)}; by default those that a claim of the setting carries.",
    ),
]
MinScoreOption = Annotated[
    float | None,
    typer.Option(
        min=0, max=1, help="Leave out what scores less; by default the policy's operating point."
    ),
]
MaxSuggestionsOption = Annotated[
    int | None, typer.Option(min=1, help="At most so many codes a note.")
]


@dataclass(frozen=True, slots=True)
class CodingOptions:
    """What to do with a note, and what holds for a note that does not say it itself.

    Attributes:
        setting: for notes without one of their own.
        date_of_service: for notes without one of their own.
        policy: bill, or code every mention.
        systems: code systems to suggest from; empty for those of the setting.
        min_score: leave out what scores less; None for the operating point.
        max_suggestions: at most so many; None for all.
    """

    setting: Setting = Setting.OUTPATIENT
    date_of_service: date | None = None
    policy: Policy = Policy.BILLING
    systems: Sequence[CodeSystem] = ()
    min_score: float | None = None
    max_suggestions: int | None = None

    @classmethod
    def parse(
        cls,
        setting: str,
        date_of_service: str | None,
        policy: str,
        systems: str | None,
        min_score: float | None,
        max_suggestions: int | None,
    ) -> Self:
        """Read the options as they are typed.

        Raises:
            InputError: a word that is none of the choices, or no date.
        """
        return cls(
            parse_setting(setting),
            parse_date(date_of_service) if date_of_service is not None else None,
            parse_policy(policy),
            parse_systems(systems) if systems is not None else (),
            min_score,
            max_suggestions,
        )

    def suggest(self, assistant: "CodingAssistant", note: Note) -> "SuggestionSet":
        """Suggest codes for a note in this way."""
        return assistant.suggest(
            note,
            policy=self.policy,
            systems=self.systems,
            min_score=self.min_score,
            max_suggestions=self.max_suggestions,
        )


def parse_date(value: str) -> date:
    """Read a date of service, YYYY-MM-DD and nothing else.

    Raises:
        DateOfServiceError: it is no date, or before ICD-10-CM was in force.
    """
    try:
        day = date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "")
    except ValueError:
        raise DateOfServiceError("The date of service is no date. Write YYYY-MM-DD.") from None
    check_date(day)
    return day
