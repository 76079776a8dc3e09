import hashlib
import io
import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnx
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from coding_assist import CodeSystem, CodingAssistant, Note
from coding_assist.errors import ModelError
from coding_assist.finding.mention import Assertion, Mention, Span
from coding_assist.matching import encoder as encoder_module
from coding_assist.matching.dense import DenseMatcher
from coding_assist.matching.encoder import LONGEST, Encoder
from coding_assist.matching.neighbours import Neighbours, NeighbourTable
from coding_assist.matching.terms import Source
from coding_assist.reading.document import Section
from coding_assist.ways import ENCODER_FILES

VOCABULARY = ("[UNK]", "gouty", "knee", "flare")
"""A word is the direction of its place; what is unknown has one of its own."""
GOUT, KNEE, NOWHERE = "M10.9", "M25.56", "X00.XX"


def tokenizer_file():
    made = Tokenizer(models.WordLevel({w: i for i, w in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made.to_str().encode()


def encoder_file(table=None, pooled=False):
    """Make an encoder that looks each token up, and gives one vector a token, or a text."""
    rows = np.eye(len(VOCABULARY), dtype=np.float32) if table is None else table
    nodes = [onnx.helper.make_node("Gather", ["table", "input_ids"], ["tokens"])]
    if pooled:
        nodes.append(
            onnx.helper.make_node("ReduceMean", ["tokens"], ["text"], axes=[1], keepdims=0)
        )
    last, shape = ("text", [None, None]) if pooled else ("tokens", [None, None, None])
    ids = onnx.helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, [None, None])
    out = onnx.helper.make_tensor_value_info(last, onnx.TensorProto.FLOAT, shape)
    weights = onnx.numpy_helper.from_array(rows, "table")
    graph = onnx.helper.make_graph(nodes, "test", [ids], [out], [weights])
    made = onnx.helper.make_model(
        graph, opset_imports=[onnx.helper.make_opsetid("", 15)], ir_version=8
    )
    return made.SerializeToString()


def neighbours_arrays():
    codes = {GOUT: [0, 127, 0, 0], KNEE: [0, 0, 127, 0], NOWHERE: [0, 0, 0, 127]}
    return {
        "vectors": np.array(list(codes.values()), dtype=np.int8),
        "first": np.arange(len(codes) + 1),
        "codes": np.array(list(codes)),
    }


@pytest.fixture
def encoder():
    return Encoder(encoder_file(), tokenizer_file())


@pytest.fixture
def matcher(assistant, encoder):
    return DenseMatcher(encoder, Neighbours(NeighbourTable(**neighbours_arrays())), assistant.codes)


def phrase(text, assertion=Assertion.PRESENT):
    words = tuple(text.lower().split())
    return Mention(
        (Span(0, len(text)),), words, (), frozenset(words), assertion, Section("", 0, 0, 0), 0
    )


def found(matcher, text):
    return [(c.code.code, c.likeness) for c in matcher.match(text, [phrase(text)], 0.8)]


def test_a_phrase_gives_the_code_whose_wording_is_nearest(matcher):
    assert found(matcher, "Gouty") == [("M10.9", 1.0)]


def test_its_words_make_the_code_more_specific(matcher):
    assert found(matcher, "knee knee right") == [("M25.561", pytest.approx(0.89, abs=0.01))]


def test_of_two_as_near_the_first_code_comes_first(assistant, encoder):
    same = neighbours_arrays()
    same["vectors"][1] = same["vectors"][0]
    matcher = DenseMatcher(encoder, Neighbours(NeighbourTable(**same)), assistant.codes)
    candidates = matcher.match("gouty", [phrase("gouty")], 0.8)
    assert [(c.code.code, c.place) for c in candidates] == [("M10.9", 0), ("M25.569", 1)]


@pytest.mark.parametrize("text", ["other", "gouty other words", "flare"])
def test_what_is_like_nothing_that_has_a_code_gives_nothing(matcher, text):
    assert found(matcher, text) == []


def test_a_candidate_says_where_it_comes_from(matcher):
    mention = phrase("GOUTY  gouty", Assertion.NEGATED)
    (candidate,) = matcher.match("GOUTY  gouty", [mention], 0.8)
    assert candidate.term.source is Source.DENSE
    assert (candidate.mention, candidate.assertion) == (mention, Assertion.NEGATED)


def test_phrases_do_not_hang_on_each_other(matcher):
    texts = ["gouty", "knee left", "other", "gouty knee"]
    text = "\n".join(texts)
    starts = [text.index(t) for t in texts[:3]] + [text.rindex(texts[3])]
    mentions = [
        Mention((Span(s, s + len(t)),), tuple(t.split()), (), frozenset(t.split()),
                Assertion.PRESENT, Section("", 0, 0, 0), i)
        for i, (s, t) in enumerate(zip(starts, texts, strict=True))
    ]  # fmt: skip
    alone = [c for m in mentions for c in matcher.match(text, [m], 0.8)]
    assert list(matcher.match(text, mentions, 0.8)) == alone
    assert matcher.match(text, [], 0.8) == ()


def test_a_vector_is_as_long_as_the_steps_and_whole(encoder):
    vector = encoder.encode("gouty knee knee")
    assert vector.tolist() == [0, 57, 114, 0]


def test_one_vector_a_text_is_taken_as_it_comes(encoder):
    pooled = Encoder(encoder_file(pooled=True), tokenizer_file())
    assert pooled.encode("gouty knee").tolist() == encoder.encode("gouty knee").tolist()


def test_what_is_long_is_cut(encoder):
    cut = encoder.encode("gouty " * LONGEST)
    assert encoder.encode("gouty " * LONGEST + "knee").tolist() == cut.tolist()


def test_what_is_kept_changes_no_vector(monkeypatch):
    monkeypatch.setattr(encoder_module, "_KEPT", 1)
    made = Encoder(encoder_file(), tokenizer_file())
    texts = ["gouty", "knee", "gouty knee", "flare"] * 50

    def encode(text):
        return text, made.encode(text).tobytes()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(encode, texts))) == 4
    assert all(type(key) is int for key in made._kept)
    assert len(made._kept) == 1


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0])
def test_what_is_no_direction_is_refused(value):
    table = np.full((len(VOCABULARY), 2), value, dtype=np.float32)
    with pytest.raises(ModelError, match="no number"):
        Encoder(encoder_file(table), tokenizer_file()).encode("gouty")


@pytest.mark.parametrize(("model", "tokenizer"), [(b"x", None), (None, b"{}")])
def test_files_that_are_none_are_refused(model, tokenizer):
    with pytest.raises(ModelError):
        Encoder(model or encoder_file(), tokenizer or tokenizer_file())


def test_an_installed_encoder_finds_what_the_vocabulary_does_not_know(assistant, tmp_path):
    arrays = io.BytesIO()
    np.savez(arrays, **neighbours_arrays())
    contents = dict(
        zip(ENCODER_FILES, (encoder_file(), arrays.getvalue(), tokenizer_file()), strict=True)
    )
    (tmp_path / "encoder").mkdir()
    for name, data in contents.items():
        (tmp_path / "encoder" / name).write_bytes(data)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    (tmp_path / "manifest.json").write_text(json.dumps({"encoder": sums}))
    note = Note(text="ASSESSMENT: Gouty gouty gouty flare.")
    with_encoder = CodingAssistant(assistant.codes, tmp_path)
    answer = with_encoder.suggest(note, min_score=0)
    (gout,) = [s for s in answer.suggestions if s.system is CodeSystem.ICD10CM]
    assert gout.code == GOUT
    assert [e.text for e in gout.evidence] == ["Gouty gouty gouty flare"]
    assert answer.models["encoder"].startswith("sha256:")
    without = CodingAssistant(assistant.codes, tmp_path / "encoder").suggest(note, min_score=0)
    assert without.suggestions == ()
