"""FHIR R4 Bundles: a DocumentReference is a note, Conditions and Procedures are its codes.

A Condition or Procedure belongs to a document that names it (`context.related`) or that it
names (`evidence.detail`); else to those of its encounter; else, where one of the two has no
encounter, to those of its subject. All notes of an encounter carry all its codes. Refuted and
erroneous conditions and procedures not done are left out. Of one concept the first coding of a
known system is the code, more codings of that system are alternatives. `Encounter.class` gives
the setting, `Encounter.diagnosis.rank` 1 the principal diagnosis.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from coding_assist.note import CodeSystem, Setting
from eval.code_key import system_named, written_code
from eval.errors import LabelledRowError
from eval.labelled import LabelledCode, LabelledNote
from eval.readers.fhir_bundle import Bundle, Entry, Reference, Resource
from eval.readers.reading import ReadOptions, Row, attempt, make_note, read_text

_SETTINGS = {
    "AMB": Setting.OUTPATIENT,
    "OBSENC": Setting.OUTPATIENT,
    "EMER": Setting.EMERGENCY,
    "IMP": Setting.INPATIENT,
    "ACUTE": Setting.INPATIENT,
    "NONAC": Setting.INPATIENT,
}
_UNDONE = ("not-done", "entered-in-error", "preparation")


def read_fhir(path: Path, options: ReadOptions) -> Iterator[Row]:
    """Yield the notes of a Bundle, or of every Bundle below a folder."""
    for file in sorted(path.rglob("*.json")) if path.is_dir() else [path]:
        try:
            bundle = Bundle.model_validate(json.loads(read_text(file)))
        except (ValidationError, ValueError, RecursionError):
            yield Row(file.name, problem="This is no Bundle.")
            continue
        yield from _rows(bundle, file.name, options)


@dataclass(frozen=True, slots=True)
class _Item:
    """A resource under the name that references to it come down to."""

    place: str
    name: str
    resource: Resource


class _Names:
    """Reduce references to one name: "Type/id", or the full URL where there is no id."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._names = {e.full_url: _name(e) for e in entries if e.full_url}

    def of(self, reference: Reference) -> str:
        given = reference.reference.split("/_history/")[0]
        return self._names.get(given) or "/".join(given.split("/")[-2:])


def _name(entry: Entry) -> str:
    kind, identity = entry.resource.get("resourceType"), entry.resource.get("id")
    return f"{kind}/{identity}" if identity else entry.full_url


def _rows(bundle: Bundle, file: str, options: ReadOptions) -> Iterator[Row]:
    items: list[_Item] = []
    for number, entry in enumerate(bundle.entry, 1):
        place = f"{file} entry {number}"
        try:
            resource = entry.read()
        except LabelledRowError as error:
            yield Row(place, problem=str(error))
        else:
            if resource is not None:
                items.append(_Item(place, _name(entry), resource))
    names = _Names(bundle.entry)
    for item in items:
        kind, status = item.resource.resource_type, item.resource.status
        if kind == "DocumentReference" and status != "entered-in-error":
            yield attempt(item.place, partial(_labelled, item, items, names, options))


def _labelled(
    document: _Item, items: list[_Item], names: _Names, options: ReadOptions
) -> LabelledNote:
    visited = {names.of(r) for r in document.resource.context.encounter}
    encounters = [i.resource for i in items if i.name in visited]
    settings = [s for e in encounters if (s := _SETTINGS.get(e.klass.code))]
    values = {
        "note_id": document.resource.id or document.name,
        "text": document.resource.text(),
        "date_of_service": document.resource.context.period.start[:10] or None,
    }
    first = {names.of(d.condition) for e in encounters for d in e.diagnosis if d.rank == 1}
    codes = [
        code
        for item in items
        if _is_coded(item.resource) and _belongs(item, document, names)
        for code in _codes(item, is_principal=item.name in first)
    ]
    return LabelledNote(
        note=make_note(values, settings[0] if settings else options.setting),
        codes=tuple({(c.system, c.code): c for c in reversed(codes)}.values())[::-1],
        source="FHIR",
    )


def _is_coded(resource: Resource) -> bool:
    if resource.resource_type == "Condition":
        return not resource.verification.says("refuted", "entered-in-error")
    return resource.resource_type == "Procedure" and resource.status not in _UNDONE


def _belongs(item: _Item, document: _Item, names: _Names) -> bool:
    context = document.resource.context
    cited = {names.of(r) for e in item.resource.evidence for r in e.detail}
    if item.name in {names.of(r) for r in context.related} or document.name in cited:
        return True
    encounters = {names.of(r) for r in context.encounter} - {""}
    encounter = names.of(item.resource.encounter)
    if encounters and encounter:
        return encounter in encounters
    subject = names.of(item.resource.subject)
    return bool(subject) and subject == names.of(document.resource.subject)


def _codes(item: _Item, *, is_principal: bool) -> Iterator[LabelledCode]:
    of_system: dict[CodeSystem, list[str]] = {}
    for coding in item.resource.code.coding:
        system = system_named(coding.system)
        if system is not None and coding.code:
            of_system.setdefault(system, []).append(written_code(system, coding.code))
    for system, (code, *others) in of_system.items():
        if item.resource.resource_type == "Procedure":
            role = "procedure"
        else:
            role = "principal" if is_principal else "secondary"
        yield LabelledCode(system, code, alternatives=tuple(others), role=role)
