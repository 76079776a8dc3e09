import json
import re
import shutil
import sys

import pytest

from coding_assist import CodingAssistant
from coding_assist.cli import app
from coding_assist.deciding.decider import OPERATING_POINT
from coding_assist.note import Policy
from eval.report import read_report

POINT = OPERATING_POINT[Policy.BILLING]
WORD = "Zyxwvut"
TEXT = f"Mrs {WORD}. ASSESSMENT: Gout. Type 2 diabetes mellitus. No asthma."


def span(words):
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


ROW = {
    "note_id": "a",
    "text": TEXT,
    "codes": [
        {"system": "ICD10CM", "code": "M10.9", "evidence": [span("Gout")]},
        {"system": "ICD10CM", "code": "Q01.0"},
    ],
    "not_coded": [{**span("asthma"), "reason": "negated"}],
}


@pytest.fixture
def loaded(assistant, monkeypatch):
    monkeypatch.setattr(CodingAssistant, "load", lambda **_: assistant)


@pytest.fixture
def evaluate(cli, loaded, tmp_path):
    """`evaluate(path, "--cut", 0.4)`: the result, its reports in `tmp_path / "out"`."""

    def run(*arguments):
        given = ["eval", *map(str, arguments), "--out", str(tmp_path / "out"), "--draws", "20"]
        return cli.invoke(app, given)

    return run


@pytest.fixture
def report(tmp_path):
    return lambda *parts: read_report(tmp_path.joinpath("out", *parts))


def test_the_headline_and_the_reports_are_told(evaluate, jsonl, report, tmp_path):
    done = evaluate(jsonl([ROW], "notes.jsonl"))
    assert done.exit_code == 0
    assert "Recall" in done.stdout
    assert "report.json" in done.stdout.replace("\n", "")
    assert "report.html" in done.stdout.replace("\n", "")
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
    made = report()
    assert made.result.systems[0].headline.recall == 0.5
    assert (made.provenance.labelled, made.provenance.policy) == ("notes.jsonl", "billing")
    assert made.result.samples == 20


def test_json(evaluate, jsonl, tmp_path):
    done = evaluate(jsonl([ROW]), "--json")
    (run,) = json.loads(done.stdout)["runs"]
    assert (run["name"], run["notes"], run["failed"], run["cut"]) == ("in", 1, 0, POINT)
    assert run["systems"]["ICD10CM"]["recall"] == 0.5
    assert run["report_json"] == str(tmp_path / "out" / "report.json")


def test_options_reach_the_run(evaluate, jsonl, report):
    done = evaluate(
        jsonl([ROW]), "--policy", "mentions", "--systems", "ICD10CM,CPT", "--cut", 0.9,
        "--seed", 3, "--stages", "--seen", jsonl([ROW], "train.jsonl"),
    )  # fmt: skip
    assert done.exit_code == 0
    made = report()
    assert [s.system for s in made.result.systems] == ["ICD10CM", "CPT"]
    assert (made.result.cut, made.result.seed, made.provenance.policy) == (0.9, 3, "mentions")
    assert made.result.systems[0].stages is not None


def test_our_own_set_is_measured_where_no_file_is_named(evaluate, report, monkeypatch, tmp_path):
    from eval.data.build import FOLDER

    for split in ("dev", "train"):
        lines = (FOLDER / f"{split}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / f"{split}.jsonl").write_text("".join(lines[:2]), encoding="utf-8")
    monkeypatch.setattr("eval.command.files", lambda _: tmp_path)
    done = evaluate("--json")
    assert [r["name"] for r in json.loads(done.stdout)["runs"]] == ["dev", "train"]
    assert report().provenance.labelled == "dev.jsonl"
    assert report("train").provenance.labelled == "train.jsonl"
    assert report().provenance.policy == "billing"


def test_codiesp_is_measured_by_mentions(evaluate, report, tmp_path):
    folder = tmp_path / "dev"
    (folder / "text_files_en").mkdir(parents=True)
    (folder / "text_files_en" / "a.txt").write_text("No fever. Gout.")
    (folder / "devD.tsv").write_text("a\tr50.9\na\tm10.9\n")
    (folder / "devP.tsv").write_text("a\tbw20zzz\n")
    assert evaluate(folder, "--json").exit_code == 0
    assert report().provenance.policy == "mentions"
    assert report().result.systems[0].headline.recall == 1
    assert evaluate(folder, "--policy", "billing", "--format", "codiesp").exit_code == 0
    assert report().provenance.policy == "billing"


def test_what_batch_wrote_scores_the_same(evaluate, cli, jsonl, report, tmp_path):
    notes, out = jsonl([ROW]), tmp_path / "answers.jsonl"
    evaluate(notes)
    ours = report().result
    cli.invoke(app, ["batch", str(notes), "--out", str(out), "--min-score", "0"])
    assert evaluate(notes, "--predictions", out).exit_code == 0
    theirs = report()
    assert theirs.provenance.predictions == "answers.jsonl"
    assert theirs.result.model_dump_json() == ours.model_dump_json()


def test_no_word_of_a_note_is_told_unless_asked_for(evaluate, jsonl, tmp_path):
    notes = jsonl([ROW, {**ROW, "note_id": "b", "setting": WORD}])
    done = evaluate(notes, "--skip-bad", "--stages")
    written = b"".join(f.read_bytes() for f in (tmp_path / "out").iterdir())
    assert WORD.encode() not in written + done.stdout_bytes + done.stderr.encode()
    evaluate(notes, "--skip-bad", "--include-text")
    assert WORD in (tmp_path / "out" / "report.json").read_text(encoding="utf-8")


def test_bad_rows_end_the_run_before_it_begins(evaluate, jsonl, tmp_path):
    done = evaluate(jsonl([ROW, {**ROW, "note_id": "b", "codes": 7}, {"note_id": "c"}]))
    assert done.exit_code == 2
    assert "2 rows cannot be read" in done.stderr
    assert [line.split(":")[0] for line in done.stderr.splitlines()[1:]] == [
        "in.jsonl line 2", "in.jsonl line 3",
    ]  # fmt: skip
    assert not (tmp_path / "out").exists()


def test_bad_rows_can_be_passed_over(evaluate, jsonl, report):
    done = evaluate(jsonl([ROW, {**ROW, "note_id": "b", "codes": 7}]), "--skip-bad")
    assert done.exit_code == 0
    assert "in: passed over in.jsonl line 2: `codes" in done.stderr
    assert len(report().result.notes) == 1


def test_a_note_that_fails_is_told_and_the_exit_code_is_1(evaluate, jsonl, monkeypatch):
    def trace(self, note, options):
        raise KeyError(note.text)

    monkeypatch.setattr(CodingAssistant, "trace", trace)
    done = evaluate(jsonl([ROW]))
    assert done.exit_code == 1
    assert "in: not answered a: internal error (KeyError)" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["none.jsonl"],
        ["{notes}", "--format", "word"],
        ["{notes}", "--policy", "free"],
        ["{notes}", "--systems", "ICD9"],
        ["{notes}", "--setting", "home"],
        ["{notes}", "--cut", "2"],
        ["{notes}", "--workers", "0"],
        ["{notes}", "--draws", "0"],
        ["{notes}", "--predictions", "none.jsonl"],
        ["{notes}", "--seen", "none.jsonl"],
        ["compare", "none.json", "none.json"],
        ["compare", "{notes}", "{notes}"],
        ["compare"],
    ],
)
def test_what_it_cannot_work_with_exits_with_2(cli, loaded, jsonl, arguments):
    notes = str(jsonl([ROW]))
    done = cli.invoke(app, ["eval", *(a.replace("{notes}", notes) for a in arguments)])
    assert done.exit_code == 2
    assert done.stderr


def test_ctrl_c_says_so(evaluate, jsonl, monkeypatch):
    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("eval.command.run", stop)
    assert evaluate(jsonl([ROW])).exit_code == 130


@pytest.fixture
def two_runs(evaluate, jsonl, tmp_path):
    notes = jsonl([ROW])
    for name, cut in (("a", 1), ("b", 0.1)):
        evaluate(notes, "--cut", cut)
        shutil.move(tmp_path / "out", tmp_path / name)
    return tmp_path / "a" / "report.json", tmp_path / "b"


def test_compare_says_what_changed(cli, two_runs, tmp_path):
    out = tmp_path / "compared"
    done = cli.invoke(app, ["eval", "compare", *map(str, two_runs), "--out", str(out)])
    assert done.exit_code == 0
    assert "Recall" in done.stdout
    assert "ICD10CM gained: 1\n  M10.9: a\n" in done.stdout
    assert str(out / "compare.html") in done.stderr
    assert "M10.9" in (out / "compare.html").read_text(encoding="utf-8")


def test_compare_as_json(cli, two_runs):
    done = cli.invoke(app, ["eval", "compare", *map(str, two_runs), "--json"])
    told = json.loads(done.stdout)
    figures = {d["name"]: d for d in told["differences"]["ICD10CM"]}
    assert (figures["recall"]["before"], figures["recall"]["after"]) == (0, 0.5)
    assert 0 < figures["recall"]["p_value"] <= 1
    assert {"kind": "gained", "code": "M10.9", "notes": ["a"]} in told["codes"]["ICD10CM"]


def test_runs_on_other_notes_are_not_compared(cli, evaluate, jsonl, two_runs, tmp_path):
    evaluate(jsonl([{**ROW, "note_id": "other"}]))
    done = cli.invoke(app, ["eval", "compare", str(two_runs[0]), str(tmp_path / "out")])
    assert (done.exit_code, "same notes" in done.stderr) == (2, True)


def test_the_extra_is_named_where_it_is_missing(cli, jsonl, monkeypatch):
    for name in [n for n in sys.modules if n == "eval" or n.startswith("eval.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    done = cli.invoke(app, ["eval", str(jsonl([ROW]))])
    assert done.exit_code == 1
    assert "numpy" in done.stderr
    assert "pip install 'coding-assist[eval]'" in done.stderr


def test_help_shows_the_options_and_names_compare(cli):
    done = cli.invoke(app, ["eval", "--help"])
    assert done.exit_code == 0
    assert "--skip-bad" in done.stdout
    assert "eval compare" in done.stdout
    assert "--out" in cli.invoke(app, ["eval", "compare", "--help"]).stdout


def test_every_option_is_documented(cli, pytestconfig):
    readme = (pytestconfig.rootpath / "eval" / "README.md").read_text(encoding="utf-8")
    helps = [cli.invoke(app, ["eval", *which, "--help"]).stdout for which in ([], ["compare"])]
    options = {o for text in helps for o in re.findall(r"--[a-z-]+", text)} - {"--help"}
    assert [o for o in sorted(options) if f"`{o}`" not in readme] == []


def test_the_command_line_imports_the_evaluation_only_to_run_it(command):
    import subprocess

    start, env = command
    code = "import sys, coding_assist.cli; print({'eval', 'numpy'} & set(sys.modules))"
    done = subprocess.run([start[0], "-c", code], env=env, capture_output=True, check=True)
    assert done.stdout == b"set()\n"
