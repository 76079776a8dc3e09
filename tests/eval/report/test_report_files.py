import os
import re
import subprocess
import sys

import pytest

from eval.errors import ReportFileError
from eval.report import compare_reports, read_report, write_comparison, write_report

CANARY = re.compile("zyxomatic|mellitus|mother", re.IGNORECASE)


def test_the_report_is_read_as_it_was_written(result_of, provenance, tmp_path):
    result = result_of(with_text=True)
    files = write_report(result, tmp_path / "new" / "folder", provenance=provenance)
    for path in (files.json, files.json.parent):
        report = read_report(path)
        assert (report.result, report.provenance) == (result, provenance)


def test_the_same_result_gives_the_same_bytes(report_of, tmp_path):
    reports = report_of(with_text=True), report_of(with_text=True)
    found = []
    for number, report in enumerate(reports):
        folder = tmp_path / str(number)
        write_report(report.result, folder, provenance=report.provenance)
        write_comparison(compare_reports(*reports, rounds=20), folder)
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert found[0] == found[1]
    assert set(found[0]) == {"report.json", "report.html", "compare.json", "compare.html"}


def test_without_text_no_word_of_a_note_is_in_any_file(report_of, tmp_path):
    report = report_of(with_text=False)
    write_report(report.result, tmp_path, provenance=report.provenance)
    write_comparison(compare_reports(report, report_of(cut=None), rounds=20), tmp_path)
    written = list(tmp_path.iterdir())
    assert len(written) == 4
    assert [p.name for p in written if CANARY.search(p.read_text(encoding="utf-8"))] == []


def test_the_canary_is_found_where_text_was_asked_for(report_of, tmp_path):
    report = report_of(with_text=True)
    files = write_report(report.result, tmp_path, provenance=report.provenance)
    assert CANARY.search(files.json.read_text()) and CANARY.search(files.html.read_text())


def test_a_comparison_carries_no_text(report_of, tmp_path):
    report = report_of(with_text=True)
    files = write_comparison(compare_reports(report, report, rounds=20), tmp_path)
    assert not CANARY.search(files.html.read_text() + files.json.read_text())


@pytest.mark.parametrize("content", [None, b"{}", b"no json", b'{"result": "zyxomatic"}'])
def test_what_is_no_report_is_refused_without_its_words(content, tmp_path):
    if content is not None:
        (tmp_path / "report.json").write_bytes(content)
    with pytest.raises(ReportFileError, match=r"report\.json") as caught:
        read_report(tmp_path)
    assert not CANARY.search(str(caught.value))


def test_heavy_packages_are_imported_only_when_a_page_is_made():
    code = (
        "import eval.report, sys;"
        "print([m for m in ('jinja2', 'matplotlib', 'sklearn') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ
    )
    assert out.stdout.strip() == "[]"
