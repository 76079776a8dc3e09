"""Write the model card."""

from collections.abc import Mapping

_CARD = """# Model card: mentions

Scores ICD-10-CM and ICD-10-PCS codes under the policy `mentions` (every condition and procedure
that is named is coded). Made by `python -m models.training.mentions`; seed {seed}.

## Parts

- `phrases.npz`: {phrases:,} phrases of one to four normal words, each with the codes that coders
  gave where it was written ({pairs:,} pairs). Phrases are 64-bit BLAKE2b hashes; what fewer than
  two training notes have is left out. No text of a note is held. A hash of a short phrase can be
  found by trying; the notes are public, and the hashes are for size, not for secrecy.
- `wordings.npz`: how often the vocabulary's wordings were right in the training notes, as hashes.
- `ranker.onnx`: gradient-boosted trees (LightGBM) over the features of
  `coding_assist/ranking/features.py`; a Platt calibration is in its metadata.

## Data, licence and credit

Trained on the {notes} training notes of CodiEsp v4 in English machine translation, with their
ICD-10-CM and ICD-10-PCS codes (CIE-10-ES 2018). Licence: CC BY 4.0. Credit: A. Miranda-Escalada,
A. Gonzalez-Agirre, J. Armengol-Estapé, M. Krallinger, "Overview of automatic clinical coding:
annotations, guidelines, and solutions for non-English clinical cases at CodiEsp track of CLEF
eHealth 2020", CLEF 2020. Changed: reduced to statistics of hashed phrases and trees.

Phrase statistics of a training note came from the other seven of eight folds. Settings, calibration
and operating point were chosen on training notes, each scored by trees fitted to the other four
of five folds.

## Figures

At the operating point {cut:.2f} (best micro-F1 of ICD-10-CM on training notes held out).

| notes | system | micro-F1 (95 %) | P | R | MAP | candidates' recall | ECE |
|---|---|---|---|---|---|---|---|
{rows}

The codes of the development notes were looked at once by this recipe, after everything was chosen.
An experiment before it, with the same method, had looked at them several times; read the
development figures with that in mind.

## Intended use and limits

- For the policy `mentions` only: indexing and research on what a note names. Not for claims; the
  policy `billing` does not use it.
- Case reports, translated by machine from Spanish, coded in 2018 by one team's convention: generic
  and denied mentions are coded too. On other notes probabilities may be off.
- A code that fewer than two training notes have is found by the vocabulary alone.
- ICD-10-PCS codes that are not in the loaded table (fiscal year 2024 and its headers) are never
  suggested: 2 % of the CodiEsp procedure codes are older. Half of them are headers of four
  characters, which no claim may carry.
- CPT and HCPCS keep their plain scores; those are no probabilities.
"""


def card(
    facts: Mapping[str, object], figures: Mapping[str, Mapping[str, Mapping[str, float]]]
) -> str:
    """Give the card's text.

    Args:
        facts: seed, phrases, pairs, notes and cut.
        figures: by notes ("train held out", "dev") and system.
    """
    rows = "\n".join(
        f"| {notes} | {system} | {m['f1']:.3f} ({m['f1_low']:.3f}-{m['f1_high']:.3f}) "
        f"| {m['precision']:.3f} | {m['recall']:.3f} | {m['map']:.3f} | {m['found']:.3f} "
        f"| {m['ece']:.3f} |"
        for notes, systems in figures.items()
        for system, m in systems.items()
    )
    return _CARD.format(rows=rows, **facts)
