"""What the learned ranker looks at: one row of figures a code. Order and names are its contract."""

from collections.abc import Mapping, Sequence
from math import log1p

from coding_assist.finding.mention import Assertion
from coding_assist.matching.candidate import Candidate, Learned
from coding_assist.note import CodeSystem, Policy
from coding_assist.ranking.plain import score_codes
from coding_assist.ranking.wordings import Wordings

FEATURES: Mapping[str, str] = {
    "plain_score": "score by hand-set weights of the vocabulary's mentions, 0 without any",
    "mentions": "how often the vocabulary met the code",
    "source": "most trusted source of its wordings: 1 title, 2 inclusion term, 3 synonym",
    "is_generic": "1 where a wording is too generic for a claim",
    "words": "most words of a mention",
    "present": "1 where a mention is asserted",
    "negated": "1 where a mention is denied",
    "wording_precision": "share of the training notes in which its words meant the code",
    "wording_notes": "ln(1 + training notes in which the vocabulary gave the code for its words)",
    "wording_coded": "share of the training notes with its words that were given the code",
    "wording_most": "the same for the code most often given where its words stand",
    "closeness": "1 / (1 + words between the matched ones), of the closest mention",
    "chosen": "1 / (1 + place), 1 where a mention's first choice is the code",
    "likeness": "cosine to the nearest wording, for words the vocabulary does not know",
    "billable": "1 for a complete code",
    "is_procedure": "1 for ICD-10-PCS",
    "phrase_precision": "precision of the surest learnt phrase, 0 without any",
    "phrase_notes": "ln(1 + training notes behind that phrase)",
    "phrase_words": "words of that phrase",
    "phrase_place": "how many codes that phrase means more surely",
    "phrase_sum": "sum of the precisions of different learnt phrases",
    "phrases": "how many different learnt phrases",
    "phrase_mentions": "how often learnt phrases were met",
    "phrase_negated": "1 where a learnt phrase is denied",
    "concept_precision": "the same for the codes that the vocabulary met, surest of them",
    "concept_notes": "ln(1 + training notes behind that concept)",
    "concept_own": "how often the code was right where the vocabulary met it",
    "concept_sum": "sum of the precisions of different concepts",
    "position": "1 at the note's beginning, 0 at its end, for the first mention",
    "prior": "share of training notes with the code",
    "category_codes": "other codes of the same three characters in the note",
    "category_precision": "surest learnt phrase among those codes",
    "length": "thousands of code points of the note",
}
"""Name and meaning of each figure, in the order of the model's input."""

_GRID = 4096
"""Figures are rounded to a power of two, so that 32 and 64 bits part them at the same places."""

Group = tuple[Candidate, ...]


def feature_rows(
    groups: Sequence[Group], length: int, wordings: Wordings
) -> list[tuple[float, ...]]:
    """Give a row of `FEATURES` for each code.

    Args:
        groups: all candidates of one code each, in the order of the text; ICD codes only.
        length: of the note, in code points.
        wordings: what is known of the vocabulary's wordings.
    """
    met = [c for group in groups for c in group if not c.learned]
    plain = {(s.code.system, s.code.code): s.score for s in score_codes(met, Policy.MENTIONS)}
    categories: dict[tuple[CodeSystem, str], list[tuple[str, float]]] = {}
    for group in groups:
        categories.setdefault(_category(group[0]), []).append((group[0].code.code, _surest(group)))
    rows = []
    for group in groups:
        code = group[0].code
        others = [s for other, s in categories[_category(group[0])] if other != code.code]
        rows.append(
            (
                plain.get((code.system, code.code), 0.0),
                *_of_vocabulary([c for c in group if not c.learned], wordings),
                float(code.billable),
                float(code.system is CodeSystem.ICD10PCS),
                *_of_phrases([c for c in group if c.learned and not c.learned.concept]),
                *_of_concepts(code.code, [c.learned for c in group if c.learned]),
                1 - min(c.mention.spans[0].start for c in group) / length,
                wordings.prior(group[0]),
                float(len(others)),
                max(others, default=0.0),
                length / 1000,
            )
        )
    return [tuple(round(v * _GRID) / _GRID for v in row) for row in rows]


def _of_vocabulary(met: Sequence[Candidate], wordings: Wordings) -> tuple[float, ...]:
    """Give the figures from "mentions" to "likeness"."""
    if not met:
        return (0.0,) * 13
    pairs = [wordings.pair(c) for c in met]
    words = [wordings.words(c) for c in met]
    assertions = {c.mention.assertion for c in met}
    return (
        float(len(met)),
        float(max(c.term.source for c in met)),
        float(any(c.term.use == "mentions" for c in met)),
        float(max(len(c.mention.words) for c in met)),
        float(Assertion.PRESENT in assertions),
        float(Assertion.NEGATED in assertions),
        max((p.right + 0.5) / (p.met + 1) if p.met else 0.0 for p in pairs),
        max(log1p(p.met) for p in pairs),
        max(p.coded / (w.notes + 1) for p, w in zip(pairs, words, strict=True)),
        max(w.most / (w.notes + 1) for w in words),
        max(1 / (1 + max(c.mention.spread, 0)) for c in met),
        max(1 / (1 + c.place) for c in met),
        max(c.likeness for c in met),
    )


def _of_phrases(met: Sequence[Candidate]) -> tuple[float, ...]:
    """Give the figures from "phrase_precision" to "phrase_negated"."""
    if not met:
        return (0.0,) * 8
    best = max(met, key=lambda c: (_precision(c), -c.mention.spans[0].start))
    different = {c.mention.words: _precision(c) for c in met}
    return (
        _precision(best),
        log1p(best.learned.notes if best.learned else 0),
        float(len(best.mention.words)),
        float(best.place),
        sum(different.values()),
        float(len(different)),
        float(len(met)),
        float(any(c.assertion is Assertion.NEGATED for c in met)),
    )


def _of_concepts(code: str, learned: Sequence[Learned]) -> tuple[float, ...]:
    """Give the figures from "concept_precision" to "concept_sum"."""
    met = {known.concept: known for known in learned if known.concept}
    if not met:
        return (0.0,) * 4
    best = max(met.values(), key=lambda known: (known.precision, known.notes))
    return (
        best.precision,
        log1p(best.notes),
        met[code].precision if code in met else 0.0,
        sum(sorted(known.precision for known in met.values())),
    )


def _precision(candidate: Candidate) -> float:
    return candidate.learned.precision if candidate.learned else 0.0


def _surest(group: Group) -> float:
    return max(map(_precision, group))


def _category(candidate: Candidate) -> tuple[CodeSystem, str]:
    return candidate.code.system, candidate.code.code[:3]
