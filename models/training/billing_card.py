"""Write the card of the billing ranker."""

from collections.abc import Mapping

_CARD = """# Model card: billing

Gives, for each code that stands after the coding rules, the probability that a coder reports it
for the note. Made by `python -m models.training.billing`; seed {seed}.

## Parts

- `ranker.onnx`: gradient-boosted trees (LightGBM) over the figures of
  `coding_assist/ranking/claim_features.py`. Their log odds are added to those of the hand-set
  score; a Platt calibration (slope {slope:.3f}, shift {shift:.3f}) and each figure's usual value
  are in its metadata.

## Data, licence and credit

{notes} notes of `eval/data/train.jsonl` ({rows:,} codes that stood), ours, CC0: invented patients,
labelled by a language model twice and settled; no certified coder has signed them. Nothing else
was trained on.

## Figures

At the operating point {cut:.2f}, the best F1 of all systems on training notes held out (trees
fitted to the other four of five folds). F1 as in `eval`: precision over required and optional
codes and alternatives, recall over required ones; rows before combination codes, so a little below
what `coding-assist eval` measures.

| notes | {names} |
|---|{rules}
{table}

The vocabulary was written with the first 104 training notes at hand and mended on others: figures
of training notes are too good by that. The development notes were not read. Cut and calibration
come from training notes alone.

## Intended use and limits

- To rank suggestions for a person. Where a site codes otherwise, probabilities are off until its
  own decisions have been compared.
- 184 notes teach no rare specialty. Without the model the hand-set score takes its place, and the
  answer says `degraded`.
"""


def card(facts: Mapping[str, object], figures: Mapping[str, Mapping[str, float]]) -> str:
    """Give the card's text.

    Args:
        facts: seed, slope, shift, notes, rows and cut.
        figures: by notes.
    """
    names = list(next(iter(figures.values())))
    table = "\n".join(
        f"| {notes} | {' | '.join(f'{values[n]:.3f}' for n in names)} |"
        for notes, values in figures.items()
    )
    return _CARD.format(names=" | ".join(names), rules="---|" * len(names), table=table, **facts)
