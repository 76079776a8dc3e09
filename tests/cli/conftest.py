"""Ways to run the command line, and answers built by hand."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding_assist import CodingAssistant, Evidence, Policy, Setting, Suggestion, SuggestionSet
from coding_assist.note import CodeSystem

Rows = list[dict[str, object]]


@pytest.fixture
def cli() -> CliRunner:
    return CliRunner()


@pytest.fixture
def command(pytestconfig: pytest.Config) -> tuple[list[str], dict[str, str]]:
    """The command line as a real process: what to start, in what environment."""
    env = {**os.environ, "PYTHONPATH": str(pytestconfig.rootpath)}
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        env.pop(name, None)
    return [sys.executable, "-m", "coding_assist.cli"], env


@pytest.fixture
def run(command) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    def run_command(*args: object, **options) -> subprocess.CompletedProcess[bytes]:
        start, env = command
        return subprocess.run(
            [*start, *map(str, args)],
            env=env | options.pop("env", {}),
            capture_output=True,
            timeout=120,
            check=False,
            **options,
        )

    return run_command


@pytest.fixture
def visit(pytestconfig: pytest.Config) -> Path:
    return pytestconfig.rootpath / "examples" / "visit.txt"


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[[Rows], Path]:
    def write(rows: Rows, name: str = "in.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def answer() -> Callable[..., SuggestionSet]:
    def make(text: str = "", words: str = "", **values: object) -> SuggestionSet:
        start = text.index(words)
        evidence = Evidence(start=start, end=start + len(words), text=words, section="")
        suggestion = Suggestion(
            system=CodeSystem.ICD10CM,
            code="J20.9",
            display="Acute bronchitis, unspecified",
            score=0.9,
            rank=1,
            role="principal",
            evidence=(evidence,),
        )
        given = {
            "note_id": "n",
            "setting": Setting.OUTPATIENT,
            "policy": Policy.BILLING,
            "suggestions": (suggestion,) if words else (),
            "withheld": (),
            "findings": (),
            "code_sets": {},
            "models": {},
        }
        return SuggestionSet.model_validate(given | values)

    return make


class Double(CodingAssistant):
    """An assistant that suggests nothing, and fails where a note asks for it."""

    def __init__(self, make: Callable[..., SuggestionSet]) -> None:
        self._make = make

    def suggest(self, note, **options) -> SuggestionSet:
        if "FAIL" in note.text:
            raise KeyError(note.text)
        return self._make(note_id=note.note_id, setting=note.setting)


@pytest.fixture
def double(answer, monkeypatch: pytest.MonkeyPatch) -> Double:
    """Put the double where the commands load the assistant."""
    found = Double(answer)
    monkeypatch.setattr("coding_assist.cli.batch_work.load_assistant", lambda: found)
    monkeypatch.setattr("coding_assist.cli.suggest.load_assistant", lambda: found)
    monkeypatch.setattr("coding_assist.cli.batch.compiled_tables", lambda: Path("tables-1.sqlite"))
    return found
