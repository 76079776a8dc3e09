"""Abbreviations and what they stand for, by section and by the words around them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from coding_assist.data_files import read_tables
from coding_assist.errors import CodeSetFileError
from coding_assist.reading.normal_form import normal_form
from coding_assist.reading.word_lists import word_list

_PLURAL = re.compile(r"[A-Z]{2,}s")
"""PVCs, TMs: the plural of an abbreviation in capitals."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that an abbreviation stands for.

    Attributes:
        abbreviation: as usually written.
        words: what it stands for.
        kind: diagnosis, symptom, procedure, anatomy, drug, test, modifier, or other.
        sections: it has this sense only there; empty: anywhere.
        near: it has this sense only beside one of these normal forms; empty: always.
        exact: only as written, since in small letters it is another word.
    """

    abbreviation: str
    words: str
    kind: str
    sections: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    exact: bool = False

    def holds(self, section: str, around: Collection[str]) -> bool:
        """Tell whether the sense's condition holds in this section beside these words."""
        in_section = not self.sections or section in self.sections
        return in_section and (not self.near or not self.near.isdisjoint(around))


@cache
def senses() -> Mapping[str, tuple[Sense, ...]]:
    """Load the senses of each abbreviation, those with a condition first.

    Keys are as written where case matters, else in small letters.

    Raises:
        CodeSetFileError: a row lacks its sense, or has a condition of no known form.
    """
    table: dict[str, list[Sense]] = {}
    for row in read_tables("abbreviations", ["abbreviation", "sense", "kind", "when", "case"]):
        sense = _sense(*row)
        key = sense.abbreviation if sense.exact else sense.abbreviation.lower()
        table.setdefault(key, []).append(sense)
    return {k: tuple(sorted(v, key=lambda s: not (s.sections or s.near))) for k, v in table.items()}


def _sense(abbreviation: str, words: str, kind: str, when: str, case: str) -> Sense:
    sections, near = "", ""
    for condition in filter(None, when.split(";")):
        name, _, value = condition.strip().partition("=")
        if name == "section":
            sections = value
        elif name == "near":
            near = value
        else:
            raise CodeSetFileError("abbreviations: a condition is section=a|b or near=a|b.")
    return Sense(
        abbreviation,
        words,
        kind,
        frozenset(filter(None, sections.split("|"))),
        frozenset(normal_form(w) for w in near.split("|") if w),
        case == "exact",
    )


def _is_written_so(sense: Sense, written: str) -> bool:
    """Tell whether this way of writing is the abbreviation: "mCi" is not MCI."""
    if sense.abbreviation == written:
        return True
    return not sense.exact and (
        written.isupper() or written.islower() or written == written.capitalize()
    )


def expand(surface: str, section: str, around: Collection[str]) -> Sense | None:
    """Give the sense of what is written here, or None where it is no known abbreviation.

    Args:
        surface: as written, a final full stop included or not.
        section: kind of the section it stands in.
        around: normal forms of the words beside it.
    """
    if surface.lower() in word_list("english") and not surface.isupper():
        return None
    singular = [surface[:-1]] if _PLURAL.fullmatch(surface) else []
    forms = [*singular, surface, surface.rstrip("."), surface.replace(".", "")]
    for written in dict.fromkeys(forms):
        for key in dict.fromkeys((written, written.lower())):
            for sense in senses().get(key, ()):
                if _is_written_so(sense, written) and sense.holds(section, around):
                    return sense
    return None
