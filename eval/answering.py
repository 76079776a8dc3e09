"""Have an assistant answer labelled notes, in this process or in several; the same comes out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context

from coding_assist import CodingAssistant
from coding_assist.assistant import default_systems
from coding_assist.deciding.decider import Options
from coding_assist.errors import CodeSetError, CodingAssistError
from coding_assist.note import CodeSystem, Note, Policy
from coding_assist.processes import begin_worker, processes_worth
from eval.errors import EvaluationError
from eval.metrics.stage_recall import StageCodes
from eval.predictions import PredictedNote, predicted
from eval.stages import stage_codes

_NOTES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Asking:
    """How notes are put to the assistant.

    Attributes:
        policy: bill, or code every mention.
        systems: to suggest from; empty for those of each note's setting.
        least: score from which on a code counts as ranked and decided in the stages.
    """

    policy: Policy
    systems: tuple[CodeSystem, ...]
    least: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a note: the codes of its ranking, uncut, and those of every stage.

    Attributes:
        predicted, stages: None where there is a problem.
        code_sets, models: what the assistant stood on.
        problem: what went wrong, without a word of the note.
    """

    note_id: str
    predicted: PredictedNote | None = None
    stages: StageCodes | None = None
    code_sets: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def answers(
    notes: Sequence[Note],
    asking: Asking,
    *,
    workers: int | None = None,
    done: Callable[[int], None] | None = None,
) -> tuple[Answer, ...]:
    """Answer notes in order.

    Args:
        notes: to answer.
        asking: how.
        workers: processes; by default one a core, and fewer for few notes.
        done: told after each note how many are answered.

    Raises:
        CodeSetError: the code tables are at fault, not a note.
        EvaluationError: a worker died.
    """
    processes = processes_worth(len(notes), workers)
    stream = _here(notes, asking) if processes == 1 else _apart(notes, asking, processes)
    found = []
    for answer in stream:
        found.append(answer)
        if done is not None:
            done(len(found))
    return tuple(found)


def _here(notes: Sequence[Note], asking: Asking) -> Iterator[Answer]:
    assistant = CodingAssistant.load()
    for note in notes:
        yield _answer(assistant, note, asking)


def _apart(notes: Sequence[Note], asking: Asking, processes: int) -> Iterator[Answer]:
    # Spawned, not forked: a forked worker would inherit threads and the parent's pipes.
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_start, initargs=(asking,)
    )
    try:
        yield from pool.map(_work, notes, chunksize=_NOTES_AT_ONCE)
    except BrokenProcessPool:
        raise EvaluationError(
            "A worker process died, perhaps for want of memory. Try fewer --workers."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _answer(assistant: CodingAssistant, note: Note, asking: Asking) -> Answer:
    """Trace once with every code that is ranked: the stages and the suggestions are in it."""
    systems = asking.systems or default_systems(note.setting)
    try:
        trace = assistant.trace(note, Options(asking.policy, systems, min_score=0))
    except CodeSetError:
        raise
    except CodingAssistError as error:
        return Answer(note.note_id, problem=str(error))
    except Exception as error:
        # By its type alone: the message of a fault of ours may hold note text.
        return Answer(note.note_id, problem=f"internal error ({type(error).__name__})")
    stages = stage_codes(note, trace, asking.policy, least=asking.least)
    answer = trace.answer
    return Answer(note.note_id, predicted(answer), stages, answer.code_sets, answer.models)


class _Worker:
    """What a worker process keeps from its start on."""

    assistant: CodingAssistant
    asking: Asking


def _start(asking: Asking) -> None:
    begin_worker()
    _Worker.assistant = CodingAssistant.load()
    _Worker.asking = asking


def _work(note: Note) -> Answer:
    return _answer(_Worker.assistant, note, _Worker.asking)
