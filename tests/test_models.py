import hashlib
import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from coding_assist import CodingAssistant, Note, Policy
from coding_assist.errors import ModelError
from coding_assist.models import MANIFEST, load_model
from coding_assist.ways import MENTIONS_FILES

INSTALLED = Path(str(files("models")))
NOTE = Note(text="She complains of fever and abdominal pain.")


@pytest.fixture
def models(tmp_path):
    """A copy of the installed models that a test may spoil."""
    shutil.copytree(INSTALLED / "mentions", tmp_path / "mentions")
    shutil.copy(INSTALLED / MANIFEST, tmp_path)
    return tmp_path


def test_the_manifest_lists_the_installed_files():
    for name, listed in json.loads((INSTALLED / MANIFEST).read_text()).items():
        found = {p.name: p.read_bytes() for p in (INSTALLED / name).iterdir()}
        assert {f: hashlib.sha256(data).hexdigest() for f, data in found.items()} == listed


def test_the_model_is_small():
    assert (INSTALLED / "mentions" / "phrases.npz").stat().st_size < 3_000_000


def test_loads_the_bytes_it_checked(models):
    model = load_model("mentions", MENTIONS_FILES, models)
    for name, data in model.contents.items():
        assert data == (models / "mentions" / name).read_bytes()


@pytest.mark.parametrize("file", MENTIONS_FILES)
@pytest.mark.parametrize("place", [0.0, 0.5, 0.999])
def test_one_flipped_bit_is_refused(models, file, place):
    path = models / "mentions" / file
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match=file):
        load_model("mentions", MENTIONS_FILES, models)


def test_a_spoilt_manifest_is_refused(models):
    (models / MANIFEST).write_text("{")
    with pytest.raises(ModelError, match=MANIFEST):
        load_model("mentions", MENTIONS_FILES, models)


def test_a_file_that_is_not_listed_is_refused(models):
    (models / MANIFEST).write_text(json.dumps({"mentions": {"card.md": "0"}}))
    with pytest.raises(ModelError):
        load_model("mentions", MENTIONS_FILES, models)


@pytest.mark.parametrize("missing", [*MENTIONS_FILES, f"../{MANIFEST}"])
def test_a_missing_file_is_no_model(models, missing):
    (models / "mentions" / missing).unlink()
    assert load_model("mentions", MENTIONS_FILES, models) is None


def test_without_models_the_plain_score_answers_and_says_so(assistant, tmp_path):
    plain = CodingAssistant(assistant.codes, tmp_path).suggest(NOTE, policy=Policy.MENTIONS)
    assert "R50.9" in [s.code for s in plain.suggestions]
    told = [(f.level, f.rule, f.message.split('"')[1]) for f in plain.findings]
    assert told == [("info", "degraded", name) for name in ("mentions", "encoder")]
    assert plain.models == {}


def test_an_answer_names_its_model(assistant):
    answer = assistant.suggest(NOTE, policy=Policy.MENTIONS)
    assert answer.models["mentions"].startswith("sha256:")
    assert answer.findings == ()


def test_billing_needs_no_model_and_says_which_are_missing(assistant, tmp_path):
    without = CodingAssistant(assistant.codes, tmp_path).suggest(NOTE)
    assert "R50.9" in [s.code for s in without.suggestions]
    assert without.models == {}
    told = [(f.level, f.rule, f.message.split('"')[1]) for f in without.findings]
    assert told == [("info", "degraded", name) for name in ("billing", "encoder")]


def test_a_spoilt_model_stops_mentions_and_not_billing(assistant, models):
    (models / "mentions" / "ranker.onnx").write_bytes(b"")
    spoilt = CodingAssistant(assistant.codes, models)
    assert spoilt.suggest(NOTE)
    with pytest.raises(ModelError):
        spoilt.suggest(NOTE, policy=Policy.MENTIONS)
