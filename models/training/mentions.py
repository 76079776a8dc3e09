"""Train the model of the policy `mentions`: phrases, wordings and the ranker.

usage: python -m models.training.mentions --train TRAIN.jsonl --dev DEV.jsonl [--out models]

Needs the extra `train`. Notes come in the CodiEsp form: {"text", "codes": {"ICD10CM": [...]}}.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
from rich.console import Console

from coding_assist import CodingAssistant
from coding_assist.matching.phrase_table import Array
from coding_assist.ranking.features import FEATURES
from coding_assist.ranking.score_model import ScoreModel
from models.training.artefacts import arrays_of, only, write_model
from models.training.card import card
from models.training.measures import best_cut, measure
from models.training.notes import SYSTEMS, read_notes
from models.training.phrases import learn_phrases
from models.training.table import FeatureTable, held_out, of_others
from models.training.trees import (
    fit,
    fit_platt,
    held_out_scores,
    importances,
    probabilities,
    to_onnx,
)
from models.training.wordings import learn_wordings

_PHRASE_FOLDS = 8
_MOST_DRIFT = 1e-3
"""ONNX works in 32 bits; a larger mean difference from the trees is a fault of the conversion."""


def main() -> None:
    """Train, measure once on the development notes, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    train(arguments.train, arguments.dev, arguments.out, arguments.seed)


def train(train_path: Path, dev_path: Path, out: Path, seed: int) -> None:
    """Make the model from two files of labelled notes."""
    random.seed(seed)
    console = Console()
    assistant = CodingAssistant.load(models=only(out, ["encoder"]))
    notes = read_notes(train_path, assistant)
    folds = np.random.default_rng(seed).permutation(len(notes)) % _PHRASE_FOLDS
    table = held_out(notes, assistant.codes, folds)
    raw = held_out_scores(table, seed)
    platt = fit_platt(raw, table.y)
    cut = best_cut(table, platt(raw), SYSTEMS[0])
    trees = fit(table.x, table.y, seed)
    phrases, wordings = learn_phrases(notes), learn_wordings(notes)
    model = to_onnx(trees, platt, list(FEATURES), table.x)

    dev = of_others(read_notes(dev_path, assistant), notes, assistant.codes)
    scores = np.array(ScoreModel(model, FEATURES).probabilities(dev.x.tolist()))
    drift = float(np.abs(scores - platt(probabilities(trees, dev.x))).mean())
    if drift > _MOST_DRIFT:
        raise ArithmeticError(f"ONNX scores differ from the trees' by {drift:.4f} on average.")

    figures = {
        "train held out": _figures(table, platt(raw), cut, seed),
        "dev": _figures(dev, scores, cut, seed),
    }
    facts = {
        "seed": seed, "cut": cut, "notes": len(notes), "phrases": len(phrases.keys),
        "pairs": len(phrases.code),
    }  # fmt: skip
    moved = dict(importances(trees, list(FEATURES)))
    metrics = {
        **facts, "onnx_drift": drift, "figures": figures, "importances": moved
    }  # fmt: skip
    write_model(
        out,
        "mentions",
        {
            "phrases.npz": arrays_of(phrases),
            "wordings.npz": arrays_of(wordings),
            "ranker.onnx": model,
            "metrics.json": (json.dumps(metrics, indent=2) + "\n").encode(),
            "card.md": card(facts, figures).encode(),
        },
    )
    console.print(figures, f"Operating point {cut:.2f}; set it in deciding/decider.py.")


def _figures(
    table: FeatureTable, scores: Array, cut: float, seed: int
) -> dict[str, dict[str, float]]:
    return {str(s): measure(table, scores, cut, s, seed).rounded() for s in SYSTEMS}


if __name__ == "__main__":
    main()
