from coding_assist.note import CodeSystem
from eval.matching import score_notes
from eval.metrics.stage_recall import stage_recall
from eval.stages import trace_stages

CM = CodeSystem.ICD10CM
TEXT = "ASSESSMENT: Gout. Type 2 diabetes mellitus. No asthma."


def test_the_stages_of_a_run_narrow_down_to_what_is_suggested(assistant, labelled, label):
    note = labelled([label("M10.9"), label("J45.909"), label("Q01.0")], text=TEXT)
    (codes,) = trace_stages(assistant, [note])
    assert codes.note_id == "n"
    assert codes.decided <= codes.matched
    recall = stage_recall(score_notes([note], {}, CM), {"n": codes})
    assert recall.required == 3
    assert recall.matched == 2 / 3
    assert recall.decided == 1 / 3


def test_the_trace_ends_in_what_suggest_answers(assistant, labelled):
    note = labelled([], text=TEXT)
    (codes,) = trace_stages(assistant, [note])
    answer = assistant.suggest(note.note)
    assert codes.decided == {(s.system, s.code) for s in answer.suggestions}
