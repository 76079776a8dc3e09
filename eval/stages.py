"""Run an assistant over labelled notes and keep the codes of every stage."""

from collections.abc import Iterable, Iterator, Sequence

from coding_assist import CodingAssistant
from coding_assist.assistant import default_systems
from coding_assist.deciding.decider import OPERATING_POINT, Options
from coding_assist.note import CodeSystem, Note, Policy
from coding_assist.trace import Trace
from eval.labelled import LabelledNote
from eval.metrics.stage_recall import StageCodes


def trace_stages(
    assistant: CodingAssistant,
    notes: Iterable[LabelledNote],
    *,
    policy: Policy = Policy.BILLING,
    systems: Sequence[CodeSystem] = (),
) -> Iterator[StageCodes]:
    """Yield the codes that each stage holds, note by note.

    Args:
        assistant: the one to look into.
        notes: their labels are not looked at.
        policy: as in `suggest`.
        systems: as in `suggest`; by default those of each note's setting.
    """
    for labelled in notes:
        note = labelled.note
        options = Options(policy, tuple(systems) or default_systems(note.setting))
        yield stage_codes(note, assistant.trace(note, options), policy)


def stage_codes(
    note: Note, trace: Trace, policy: Policy, *, least: float | None = None
) -> StageCodes:
    """Give the codes of a trace by stage.

    Args:
        note: the note traced.
        trace: of any minimum score that is not above `least`.
        policy: as in `suggest`.
        least: score that counts; None for the operating point.
    """
    least = OPERATING_POINT[policy] if least is None else least
    return StageCodes(
        note_id=note.note_id,
        found=frozenset((t.system, t.target) for m in trace.mentions for t in m.terms),
        matched=frozenset((c.code.system, c.code.code) for c in trace.candidates),
        ranked=frozenset((s.code.system, s.code.code) for s in trace.scored if s.score >= least),
        decided=frozenset((s.system, s.code) for s in trace.answer.suggestions if s.score >= least),
    )
