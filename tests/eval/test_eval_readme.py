import re
import subprocess
import sys
from pathlib import Path

import eval as package
from eval.readers import READERS, read_labelled
from eval.readers.cells import NEEDED

FOLDER = Path(package.__file__).parent
README = (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_example_of_our_form_is_read(tmp_path):
    (example,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    (tmp_path / "a.jsonl").write_text(example)
    (note,) = read_labelled(tmp_path / "a.jsonl").notes
    assert note.codes[0].alternatives == ("M17.9",)
    assert note.traps[0].reason == "negated"


def test_every_format_and_metric_is_documented():
    shared = {"__init__", "counts", "ranking", "figures"}
    files = [f.stem for part in ("metrics", "statistics") for f in (FOLDER / part).glob("*.py")]
    assert [f for f in files if f not in shared and f"`{f}.py`" not in README] == []
    assert [f for f in READERS if f"| `{f}` |" not in README] == []
    assert [c for c in NEEDED if f"`{c}`" not in README] == []


def test_heavy_packages_are_imported_only_when_used():
    code = (
        "import eval.results, eval.readers, eval.statistics.comparison, sys;"
        "print([m for m in ('sklearn', 'pyarrow', 'matplotlib', 'scipy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert out.stdout.strip() == "[]"
