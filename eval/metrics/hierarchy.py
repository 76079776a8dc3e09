"""F1 further up the code tree: how near a wrong code was."""

from collections.abc import Iterable
from enum import IntEnum

from coding_assist.note import CodeSystem
from eval.code_key import code_key
from eval.matching import ScoredNote, accepted_keys
from eval.metrics.counts import Scores, ratio, scores_of


class Level(IntEnum):
    """How many characters, less the dot, of an ICD code are compared.

    Of ICD-10-CM these are the category (E11) and the first subcategory (E11.2); of ICD-10-PCS
    the table (section, body system, operation) and the body part. CPT and HCPCS codes have no
    levels: all five characters are compared.
    """

    CATEGORY = 3
    SUBCATEGORY = 4


def level_scores(notes: Iterable[ScoredNote], level: Level) -> Scores:
    """Score sets of cut codes, pooled over notes.

    For each note let N be the set of required labels, each the set of the cut codes it
    accepts, G all cut codes that any label accepts and S the cut codes suggested. Then

    TP = labels of N that share a code with S; FN = those that do not; FP = codes of S not in G
    P = TP / (TP + FP), R = TP / (TP + FN).
    """
    met = missed = wrong = 0
    for note in notes:
        size = _size(note.system, level)
        required = {_cut(accepted_keys(x), size) for x in note.required}
        known = {key for x in note.labels for key in _cut(accepted_keys(x), size)}
        shown = {code_key(j.suggested.code)[:size] for j in note.judgements}
        found = sum(not accepted.isdisjoint(shown) for accepted in required)
        met, missed = met + found, missed + len(required) - found
        wrong += len(shown - known)
    return scores_of(ratio(met, met + wrong), ratio(met, met + missed))


def _size(system: CodeSystem, level: Level) -> int:
    return level if system in (CodeSystem.ICD10CM, CodeSystem.ICD10PCS) else 5


def _cut(keys: Iterable[str], size: int) -> frozenset[str]:
    return frozenset(key[:size] for key in keys)
