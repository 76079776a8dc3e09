"""The wheel works on its own: built, installed outside the checkout, run once."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN = (
    "import coding_assist as c, pathlib;"
    f"assert not pathlib.Path(c.__file__).is_relative_to({str(ROOT)!r});"
    "print(c.CodingAssistant.load().suggest(c.Note(text='Assessment: gout')).suggestions[0].code)"
)


def run(*command, **options):
    return subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True, **options
    )


def test_the_wheel_suggests_outside_the_checkout(tmp_path):
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "site"
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target", target, wheel)
    environment = {**os.environ, "PYTHONPATH": str(target), "PYTHONSAFEPATH": "1"}
    out = run(sys.executable, "-c", RUN, cwd=tmp_path, env=environment)
    assert out.stdout.strip() == "M10.9"
