import pytest

from coding_assist import CodingAssistant, Note, Policy


def score(
    assistant: CodingAssistant, text: str, code: str, policy: Policy = Policy.BILLING
) -> float:
    answer = assistant.suggest(Note(text=text), policy=policy, min_score=0)
    return next(s.score for s in answer.suggestions if s.code == code)


def test_scores_lie_between_0_and_1_and_come_best_first(assistant):
    text = "HPI: headache, cough, gout.\nASSESSMENT: Type 2 diabetes. Hypertension."
    scores = [s.score for s in assistant.suggest(Note(text=text), min_score=0).suggestions]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)


def test_an_assessment_counts_more_than_an_examination(assistant):
    said = score(assistant, "ASSESSMENT: gout", "M10.9")
    seen = score(assistant, "PHYSICAL EXAMINATION: gout", "M10.9")
    assert said > seen


def test_a_symptom_beside_a_diagnosis_counts_less(assistant):
    alone = score(assistant, "HPI: headache.", "R51.9")
    beside = score(assistant, "HPI: headache.\nASSESSMENT: pneumonia", "R51.9")
    assert alone > beside


def test_repetition_counts(assistant):
    once = score(assistant, "HPI: gout.", "M10.9")
    twice = score(assistant, "HPI: gout. He has had gout before this visit.", "M10.9")
    assert twice > once


@pytest.mark.parametrize("section", ["PHYSICAL EXAMINATION", "ASSESSMENT", "ROS"])
def test_mentions_weigh_alike_everywhere(assistant, section, tmp_path):
    plain = CodingAssistant(assistant.codes, tmp_path)  # a folder without models
    assert score(plain, f"{section}: gout", "M10.9", Policy.MENTIONS) == score(
        plain, "gout", "M10.9", Policy.MENTIONS
    )
