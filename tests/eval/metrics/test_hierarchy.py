import pytest

from coding_assist.note import CodeSystem
from eval.metrics.counts import Scores
from eval.metrics.hierarchy import Level, level_scores


def test_a_near_miss_is_right_further_up(scored, label, suggestion):
    note = scored([label("E11.22")], [suggestion("E11.29")])
    assert level_scores([note], Level.CATEGORY) == Scores(1, 1, 1)
    assert level_scores([note], Level.SUBCATEGORY) == Scores(1, 1, 1)
    other = scored([label("E11.22")], [suggestion("E11.9")])
    assert level_scores([other], Level.SUBCATEGORY) == Scores(0, 0, 0)


def test_codes_of_one_category_count_once(scored, label, suggestion):
    note = scored([label("E11.22"), label("E11.9"), label("I10")], [suggestion("E11.9")])
    assert level_scores([note], Level.CATEGORY).recall == 1 / 2


def test_categories_of_optional_codes_are_not_wrong(scored, label, suggestion):
    labels = [label("I10"), label("R05.9", optional=True)]
    note = scored(labels, [suggestion("I10"), suggestion("R05.1"), suggestion("K21.9")])
    assert level_scores([note], Level.CATEGORY).precision == 1 / 2


@pytest.mark.parametrize(("code", "f1"), [("99213", 1), ("99214", 0)])
def test_cpt_has_no_levels(scored, label, suggestion, code, f1):
    cpt = CodeSystem.CPT
    note = scored([label("99213", system=cpt)], [suggestion(code, system=cpt)], system=cpt)
    assert level_scores([note], Level.CATEGORY).f1 == f1
