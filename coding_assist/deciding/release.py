"""Is a table loaded for the date of service?"""

from collections.abc import Collection, Iterator
from datetime import date

from coding_assist.codes import CodeStore
from coding_assist.note import CodeSystem
from coding_assist.suggestion import Finding

_NAMES = {CodeSystem.ICD10CM: "ICD-10-CM", CodeSystem.ICD10PCS: "ICD-10-PCS"}
"""Tables of an official release; the starter tables have none."""


def release_findings(
    store: CodeStore, day: date | None, suggested: Collection[CodeSystem]
) -> Iterator[Finding]:
    """Say so where the codes of another release than the day's were used.

    A release holds from its date until the next one, at most a fiscal year (1 October).

    Args:
        store: the loaded tables.
        day: of service.
        suggested: code systems of the suggestions; procedures are spoken of where some stand.
    """
    if day is None:
        return
    releases = store.releases()
    for system, name in _NAMES.items():
        if system not in (CodeSystem.ICD10CM, *suggested):
            continue
        loaded = date.fromisoformat(releases[system])
        if day < loaded:
            yield _finding(f"is before the loaded {name} release of {loaded}", day)
        elif day >= date(loaded.year + (loaded.month >= 10), 10, 1):
            yield _finding(f"is after the time of the loaded {name} release of {loaded}", day)


def _finding(what: str, day: date) -> Finding:
    return Finding(
        level="warning",
        rule="code_set_release",
        message=f"The date of service {day} {what}; check each code against that day's release.",
        guideline="",
    )
