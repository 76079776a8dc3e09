"""Is a table loaded for the date of service?"""

from collections.abc import Iterator
from datetime import date

from coding_assist.codes import CodeStore
from coding_assist.note import CodeSystem
from coding_assist.suggestion import Finding


def release_findings(store: CodeStore, day: date | None) -> Iterator[Finding]:
    """Say so where the codes of another release than the day's were used.

    A release holds from its date until the next one, at most a fiscal year (1 October).
    """
    loaded = date.fromisoformat(store.releases()[CodeSystem.ICD10CM])
    if day is None:
        return
    if day < loaded:
        yield _finding(f"is before the loaded ICD-10-CM release of {loaded}", day)
    elif day >= date(loaded.year + (loaded.month >= 10), 10, 1):
        yield _finding(f"is after the time of the loaded ICD-10-CM release of {loaded}", day)


def _finding(what: str, day: date) -> Finding:
    return Finding(
        level="warning",
        rule="code_set_release",
        message=f"The date of service {day} {what}; check each code against that day's release.",
        guideline="",
    )
