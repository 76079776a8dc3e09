from coding_assist.note import CodeSystem
from eval.metrics.stage_recall import StageCodes, StageRecall, stage_recall

CM = CodeSystem.ICD10CM


def of(*codes):
    return frozenset((CM, code) for code in codes)


def test_recall_falls_from_stage_to_stage(scored, label):
    note = scored([label("E11.22"), label("I10", alternatives=["I11.9"]), label("R05.9")], [])
    codes = StageCodes("n", of("E11", "I11.9"), of("E11.22", "I11.9"), of("I11.9"), of())
    assert stage_recall([note], {"n": codes}) == StageRecall(3, 2 / 3, 2 / 3, 1 / 3, 0)


def test_codes_of_other_systems_and_notes_without_stages_do_not_count(scored, label):
    note = scored([label("I10")], [])
    cpt = frozenset({(CodeSystem.CPT, "I10")})
    assert stage_recall([note], {"n": StageCodes("n", cpt, cpt, cpt, cpt)}).found == 0
    assert stage_recall([note], {}) == StageRecall(0, 0, 0, 0, 0)
