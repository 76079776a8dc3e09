"""Train the ranker of the policy `billing` on our own labelled notes.

usage: python -m models.training.billing [--train TRAIN.jsonl] [--dev DEV.jsonl] [--out models]

Needs the extra `train`. Notes come in the form of `eval/README.md`. What the rules withhold is left
out: the trees learn which of the codes that stand a coder reports. They are added to the log odds
of the hand-set score, which few notes could not replace.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from rich.console import Console
from rich.progress import track

from coding_assist import CodingAssistant, Note, Policy
from coding_assist.assistant import default_systems
from coding_assist.deciding.decider import Options
from coding_assist.matching.phrase_table import Array
from coding_assist.ranking.claim_features import CLAIM_FEATURES, claim_rows
from coding_assist.ranking.facts import Facts
from coding_assist.ranking.score_model import ScoreModel
from coding_assist.ranking.scored import by_code
from models.training.artefacts import only, write_model
from models.training.billing_card import card
from models.training.trees import Platt, fit_platt, importances, probabilities, to_onnx

_DATA = Path(__file__).parents[2] / "eval" / "data"
_FOLDS = 5
_OFFSET = "plain_odds"
_SETTINGS: dict[str, Any] = {
    "n_estimators": 120,
    "learning_rate": 0.05,
    "num_leaves": 7,
    "min_child_samples": 40,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 20,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """Codes that stand, one row a note and code.

    Attributes:
        x: float32, rows by features.
        y: whether the code is among the note's codes or their alternatives.
        note: index of the note.
        system: code system.
        required: by system, how many codes coders must report, over all notes.
        meets: for each row, whether it meets a required code.
    """

    x: Array
    y: Array
    note: Array
    system: Array
    required: dict[str, int]
    meets: Array


def main() -> None:
    """Train, measure once on the development notes, and write the model."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--train", type=Path, default=_DATA / "train.jsonl")
    parser.add_argument("--dev", type=Path, default=_DATA / "dev.jsonl")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    assistant = CodingAssistant.load(models=only(arguments.out, ["encoder"]))
    train = read_table(arguments.train, assistant)
    raw = _held_out(train, arguments.seed)
    platt = fit_platt(raw, train.y)
    trees = _fit(train.x, train.y, arguments.seed)
    model = to_onnx(trees, platt, list(CLAIM_FEATURES), train.x, _OFFSET)
    dev = read_table(arguments.dev, assistant)
    scores = np.array(ScoreModel(model, CLAIM_FEATURES).probabilities(dev.x.tolist()))
    cut = _best_cut(train, platt(raw))
    figures = {
        "train, held out": _figures(train, platt(raw), cut),
        "train, hand-set": _figures(train, _squeezed(train), 0.47),
        "dev": _figures(dev, scores, cut),
        "dev, hand-set": _figures(dev, _squeezed(dev), 0.47),
    }
    facts = {
        "seed": arguments.seed, "cut": cut, "notes": int(train.note.max()) + 1,
        "rows": len(train.y), "slope": platt.slope, "shift": platt.shift,
    }  # fmt: skip
    found = dict(importances(trees, list(CLAIM_FEATURES)))
    metrics = {**facts, "figures": figures, "importances": found}
    contents = {
        "ranker.onnx": model,
        "metrics.json": (json.dumps(metrics, indent=2) + "\n").encode(),
        "card.md": card(facts, figures).encode(),
    }
    write_model(arguments.out, "billing", contents)
    Console().print(figures, f"Operating point {cut:.2f}; set it in deciding/decider.py.")


def read_table(path: Path, assistant: CodingAssistant) -> ClaimTable:
    """Read labelled notes and give their rows, with progress."""
    x: list[tuple[float, ...]] = []
    y: list[bool] = []
    meets: list[bool] = []
    where: list[tuple[int, str]] = []
    required: dict[str, int] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(track(lines, f"Reading {path.name}")):
        row = json.loads(line)
        note = Note.from_row(row)
        trace = assistant.trace(
            note, Options(Policy.BILLING, default_systems(note.setting), min_score=0)
        )
        stands = {(s.system, s.code) for s in trace.answer.suggestions}
        groups = by_code(trace.candidates)
        rows = claim_rows(groups, Facts(len(note.text), note.setting))
        gold, must = _gold(row), _gold(row, "required")
        for label in row["codes"]:
            if label["status"] == "required":
                required[label["system"]] = required.get(label["system"], 0) + 1
        for group, figures in zip(groups, rows, strict=True):
            key = (str(group[0].code.system), group[0].code.code)
            if (group[0].code.system, group[0].code.code) in stands:
                x.append(figures)
                y.append(key in gold)
                meets.append(key in must)
                where.append((number, key[0]))
    return ClaimTable(
        np.array(x, dtype=np.float32), np.array(y), np.array([n for n, _ in where]),
        np.array([s for _, s in where]), required, np.array(meets),
    )  # fmt: skip


def _gold(row: dict[str, Any], status: str = "") -> set[tuple[str, str]]:
    return {
        (label["system"], code)
        for label in row["codes"]
        if status in ("", label["status"])
        for code in (label["code"], *label.get("alternatives", ()))
    }


def _fit(x: Array, y: Array, seed: int) -> lightgbm.LGBMClassifier:
    offset = x[:, list(CLAIM_FEATURES).index(_OFFSET)]
    return lightgbm.LGBMClassifier(**_SETTINGS, random_state=seed).fit(x, y, init_score=offset)


def _held_out(table: ClaimTable, seed: int) -> Array:
    """Score each note by trees fitted to the notes of other folds, the offset added."""
    folds = np.random.default_rng(seed).permutation(int(table.note.max()) + 1) % _FOLDS
    scores = np.zeros(len(table.y))
    for fold in track(range(_FOLDS), "Fitting without each fold"):
        here = folds[table.note] == fold
        trees = _fit(table.x[~here], table.y[~here], seed)
        scores[here] = _with_offset(probabilities(trees, table.x[here]), table.x[here])
    return scores


def _with_offset(p: Array, x: Array) -> Array:
    p = np.clip(p, 1e-6, 1 - 1e-6)
    odds = np.log(p / (1 - p)) + x[:, list(CLAIM_FEATURES).index(_OFFSET)]
    moved: Array = 1 / (1 + np.exp(-odds))
    return moved


def _squeezed(table: ClaimTable) -> Array:
    squeezed: Array = 1 / (1 + np.exp(-table.x[:, list(CLAIM_FEATURES).index(_OFFSET)]))
    return squeezed


def _best_cut(table: ClaimTable, scores: Array) -> float:
    cuts = [c / 100 for c in range(20, 80)]
    return max(cuts, key=lambda c: (_f1(table, scores >= c, ""), -c))


def _f1(table: ClaimTable, shown: Array, system: str) -> float:
    here = shown & ((table.system == system) if system else True)
    need = table.required.get(system, 0) if system else sum(table.required.values())
    if not here.any() or not need:
        return 0.0
    precision, recall = float(table.y[here].mean()), float(table.meets[here].sum()) / need
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _figures(table: ClaimTable, scores: Array, cut: float) -> dict[str, float]:
    shown = scores >= cut
    return {
        **{f"f1 {s}": round(_f1(table, shown, s), 3) for s in sorted(table.required)},
        "ece of what is shown": round(_gap(table.y[shown], scores[shown]), 3),
        "ece": round(_gap(table.y, scores), 3),
    }


def _gap(y: Array, p: Array) -> float:
    bins = np.minimum((p * 10).astype(int), 9)
    return sum(
        abs(float(y[bins == b].mean() - p[bins == b].mean())) * float((bins == b).mean())
        for b in set(bins.tolist())
    )


__all__ = ["ClaimTable", "Platt", "main", "read_table"]

if __name__ == "__main__":
    main()
