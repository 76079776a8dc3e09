"""Labelled notes as the recipes see them: read once, with the vocabulary's candidates."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from coding_assist import CodingAssistant, Note, Policy
from coding_assist.deciding.decider import Options
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.learned import concept_key, key_of, phrases
from coding_assist.note import CodeSystem
from coding_assist.reading.document import Document
from coding_assist.reading.reader import read

SYSTEMS = (CodeSystem.ICD10CM, CodeSystem.ICD10PCS)


@dataclass(frozen=True, slots=True)
class TrainingNote:
    """A coded note.

    Attributes:
        document: the note, read.
        keys: keys of its phrases and of the concepts that the vocabulary met.
        candidates: what the vocabulary gives.
        codes: "ICD10CM R50.9", as the coders gave them.
    """

    document: Document
    keys: frozenset[int]
    candidates: tuple[Candidate, ...]
    codes: frozenset[str]


def read_notes(path: Path, assistant: CodingAssistant) -> list[TrainingNote]:
    """Read a file of notes in the CodiEsp form, with progress."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_note(json.loads(line), assistant) for line in track(lines, f"Reading {path.name}")]


def code_name(candidate: Candidate) -> str:
    """Give "ICD10CM R50.9"."""
    return f"{candidate.code.system} {candidate.code.code}"


def _note(row: dict[str, object], assistant: CodingAssistant) -> TrainingNote:
    text, codes = str(row["text"]), row["codes"]
    if not isinstance(codes, dict):
        raise TypeError("codes must be an object of code systems.")
    options = Options(Policy.MENTIONS, SYSTEMS, 0)
    candidates = assistant.trace(Note(text=text), options).candidates
    document = read(text)
    concepts = {concept_key(c.code) for c in candidates}
    return TrainingNote(
        document,
        frozenset(_keys(document)) | concepts,
        candidates,
        frozenset(f"{s} {c}" for s in SYSTEMS for c in codes.get(s, ())),
    )


def _keys(document: Document) -> Iterator[int]:
    for sentence in document.sentences:
        for run in phrases(sentence):
            yield key_of(sentence, run)
