"""Rows of features with their labels, for training and measuring."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.progress import track

from coding_assist.codes import CodeStore
from coding_assist.matching.learned import PhraseMatcher
from coding_assist.matching.phrase_table import Array
from coding_assist.ranking.features import feature_rows
from coding_assist.ranking.scored import by_code
from coding_assist.ranking.wordings import Wordings
from models.training.notes import SYSTEMS, TrainingNote, code_name
from models.training.phrases import learn_phrases
from models.training.wordings import learn_wordings


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """Candidates of many notes, one row a note and code.

    Attributes:
        x: float32, rows by features.
        y: whether the coders gave the code.
        note: index of the note.
        code: "ICD10CM R50.9".
        gold: by note, all codes the coders gave, found or not.
    """

    x: Array
    y: Array
    note: Array
    code: Array
    gold: tuple[frozenset[str], ...]


def held_out(notes: Sequence[TrainingNote], store: CodeStore, folds: Array) -> FeatureTable:
    """Give the rows of each note by what was learnt from the notes of the other folds."""
    parts = []
    for fold in track(sorted(set(folds.tolist())), "Learning without each fold"):
        here = [i for i, f in enumerate(folds) if f == fold]
        others = [note for note, f in zip(notes, folds, strict=True) if f != fold]
        parts.append(_rows(notes, here, others, store))
    return _joined(parts, notes)


def of_others(
    notes: Sequence[TrainingNote], train: Sequence[TrainingNote], store: CodeStore
) -> FeatureTable:
    """Give the rows of notes by what was learnt from others."""
    return _joined([_rows(notes, range(len(notes)), train, store)], notes)


Part = tuple[list[tuple[float, ...]], list[bool], list[int], list[str]]


def _rows(
    notes: Sequence[TrainingNote],
    which: Sequence[int],
    train: Sequence[TrainingNote],
    store: CodeStore,
) -> Part:
    matcher = PhraseMatcher(learn_phrases(train), store)
    wordings = Wordings(learn_wordings(train))
    part: Part = ([], [], [], [])
    for i in which:
        note = notes[i]
        groups = by_code([*note.candidates, *matcher.match(note.document, note.candidates, SYSTEMS)])
        part[0].extend(feature_rows(groups, len(note.document.text), wordings))
        names = [code_name(g[0]) for g in groups]
        part[1].extend(name in note.codes for name in names)
        part[2].extend([i] * len(names))
        part[3].extend(names)
    return part


def _joined(parts: Sequence[Part], notes: Sequence[TrainingNote]) -> FeatureTable:
    x, y, note, code = ([row for part in parts for row in part[k]] for k in range(4))
    return FeatureTable(
        np.array(x, dtype=np.float32), np.array(y), np.array(note), np.array(code),
        tuple(n.codes for n in notes),
    )  # fmt: skip
