"""Everything that is measured of one code system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from coding_assist.note import CodeSystem
from eval.matching import ScoredNote
from eval.metrics.assertion import Confusion, assertion_confusion
from eval.metrics.audit_error import AuditError, audit_error
from eval.metrics.average_precision import mean_average_precision
from eval.metrics.calibration import Calibration, calibration
from eval.metrics.codiesp_x import codiesp_x
from eval.metrics.counts import Counts, Scores, ratio
from eval.metrics.engine_accuracy import EngineAccuracy, engine_accuracy
from eval.metrics.entities import EntityScores, entity_scores
from eval.metrics.evidence import evidence_exact, evidence_overlap
from eval.metrics.evidence_tokens import evidence_tokens
from eval.metrics.exact_match import exact_share
from eval.metrics.hierarchy import Level, level_scores
from eval.metrics.ndcg import mean_ndcg_at
from eval.metrics.precision_at_k import mean_precision_at
from eval.metrics.precision_recall import macro, micro, per_note, weighted
from eval.metrics.recall_at_k import mean_recall_at
from eval.metrics.stage_recall import StageCodes, StageRecall, stage_recall
from eval.metrics.traps import TrapRow, trap_rate, trap_rows
from eval.statistics.bands import CodeCounts
from eval.statistics.bootstrap import SAMPLES, SEED, Interval, bootstrap
from eval.statistics.sweep import Sweep, sweep
from eval.statistics.tables import Table, tables_of

RANKS = (1, 3, 5, 10, 20)
"""The k of P@k, R@k and nDCG@k."""


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Headline(_Result):
    """The figures that goals are set for, as their definitions have them.

    Attributes:
        unanswered: notes without a prediction, scored as if nothing was suggested.
        evidence_overlap: None where no label that is met has evidence.
        traps: labelled traps in all notes.
    """

    notes: int
    unanswered: int
    precision: float
    recall: float
    f1: float
    category_f1: float
    map: float
    recall_at_10: float
    recall_at_20: float
    evidence_overlap: float | None
    trap_rate: float
    traps: int
    suggestions_per_note: float
    exact_notes: float
    ece: float | None


class Averages(_Result):
    """The four ways to average precision, recall and F1; codes are those that notes require."""

    micro: Scores
    macro: Scores
    weighted: Scores
    per_note: Scores


class RankScores(_Result):
    """Of the first k codes of the ranking."""

    k: int
    precision: float
    recall: float
    ndcg: float


class LevelResults(_Result):
    """By level of the code tree; `full` is the headline."""

    category: Scores
    subcategory: Scores
    full: Scores


class EvidenceResults(_Result):
    """Evidence by several conventions; None where no label has spans."""

    overlap: float | None
    exact: float | None
    tokens: Scores | None
    entities: EntityScores | None
    codiesp_x: Scores | None


class SystemResult(_Result):
    """One code system.

    Attributes:
        intervals: 95 % bootstrap intervals by name of the figure.
        calibration: of the suggestions at or above the cut.
        ranked_calibration: of all that is ranked.
        stages: None where no stages were given.
    """

    system: CodeSystem
    headline: Headline
    intervals: dict[str, Interval]
    counts: Counts
    averages: Averages
    ranks: tuple[RankScores, ...]
    levels: LevelResults
    evidence: EvidenceResults
    assertions: Confusion
    traps: tuple[TrapRow, ...]
    calibration: Calibration | None
    ranked_calibration: Calibration | None
    engine_accuracy: EngineAccuracy
    audit_error: AuditError
    stages: StageRecall | None
    tables: tuple[Table, ...]
    sweep: Sweep | None


@dataclass(frozen=True, slots=True)
class Measuring:
    """What the measures need besides the notes.

    Attributes:
        samples, seed: of the bootstrap.
        seen: how often training notes have each code, for the table by frequency.
        stages: by note id, for candidate recall.
    """

    samples: int = SAMPLES
    seed: int = SEED
    seen: CodeCounts | None = None
    stages: Mapping[str, StageCodes] | None = None


def system_result(
    system: CodeSystem, notes: Sequence[ScoredNote], measuring: Measuring
) -> SystemResult:
    """Measure everything of the notes of one system."""
    shown = calibration(j for n in notes for j in n.judgements)
    return SystemResult(
        system=system,
        headline=_headline(notes, shown),
        intervals=bootstrap(notes, samples=measuring.samples, seed=measuring.seed),
        counts=micro(notes),
        averages=Averages(
            micro=micro(notes).scores(),
            macro=macro(notes),
            weighted=weighted(notes),
            per_note=per_note(notes),
        ),
        ranks=tuple(_ranks(notes, k) for k in RANKS),
        levels=LevelResults(
            category=level_scores(notes, Level.CATEGORY),
            subcategory=level_scores(notes, Level.SUBCATEGORY),
            full=micro(notes).scores(),
        ),
        evidence=_evidence(notes),
        assertions=assertion_confusion(notes),
        traps=trap_rows(notes),
        calibration=shown,
        ranked_calibration=calibration(j for n in notes for j in n.ranked),
        engine_accuracy=engine_accuracy(notes),
        audit_error=audit_error(notes),
        stages=None if measuring.stages is None else stage_recall(notes, measuring.stages),
        tables=tables_of(notes, measuring.seen),
        sweep=sweep(notes),
    )


def _headline(notes: Sequence[ScoredNote], calibrated: Calibration | None) -> Headline:
    counts = micro(notes)
    scores = counts.scores()
    return Headline(
        notes=len(notes),
        unanswered=sum(not n.is_answered for n in notes),
        precision=scores.precision,
        recall=scores.recall,
        f1=scores.f1,
        category_f1=level_scores(notes, Level.CATEGORY).f1,
        map=mean_average_precision(notes),
        recall_at_10=mean_recall_at(notes, 10),
        recall_at_20=mean_recall_at(notes, 20),
        evidence_overlap=evidence_overlap(notes).value,
        trap_rate=trap_rate(notes),
        traps=sum(len(n.labelled.traps) for n in notes),
        suggestions_per_note=ratio(counts.suggested, len(notes)),
        exact_notes=exact_share(notes),
        ece=calibrated.ece if calibrated is not None else None,
    )


def _ranks(notes: Sequence[ScoredNote], k: int) -> RankScores:
    return RankScores(
        k=k,
        precision=mean_precision_at(notes, k),
        recall=mean_recall_at(notes, k),
        ndcg=mean_ndcg_at(notes, k),
    )


def _evidence(notes: Sequence[ScoredNote]) -> EvidenceResults:
    located = codiesp_x(notes)
    return EvidenceResults(
        overlap=evidence_overlap(notes).value,
        exact=evidence_exact(notes).value,
        tokens=evidence_tokens(notes),
        entities=entity_scores(notes),
        codiesp_x=None if located is None else located.scores(),
    )
