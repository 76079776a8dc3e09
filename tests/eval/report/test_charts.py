import re

import pytest

from eval.report.charts.canvas import INK, chart
from eval.report.charts.precision_recall import precision_recall_chart


def test_a_chart_follows_the_page(result_of):
    (system,) = result_of().systems
    svg = precision_recall_chart(system.sweep, system.averages.micro)
    assert svg.startswith("<svg") and svg.endswith("</svg>")
    assert "var(--right)" in svg and "#00000" not in svg
    assert "<text" in svg and "<metadata" not in svg


def test_ids_of_two_charts_differ():
    one, other = (chart(name, lambda axes: axes.plot([0, 1]), (2, 2)) for name in "ab")
    assert not set(re.findall(r'\bid="(.*?)"', one)) & set(re.findall(r'\bid="(.*?)"', other))


def test_references_inside_a_chart_are_kept():
    svg = chart("a", lambda axes: axes.plot([0, 1], marker="o", color=INK), (2, 2))
    ids = set(re.findall(r'\bid="(.*?)"', svg))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg)) <= ids


def test_a_title_is_escaped():
    assert 'aria-label="&lt;&quot;"' in chart('<"', lambda axes: None, (2, 2))


@pytest.mark.parametrize("name", ["eval.report.templating", "eval.report.charts.canvas"])
def test_a_missing_package_is_named(name, monkeypatch):
    import importlib
    import sys

    from eval.errors import MissingPackageError

    module = importlib.import_module(name)
    missing = {"eval.report.templating": "jinja2", "eval.report.charts.canvas": "matplotlib"}[name]
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingPackageError, match=missing):
        if missing == "jinja2":
            module._environment.__wrapped__()
        else:
            module.chart("a", lambda axes: None, (2, 2))
