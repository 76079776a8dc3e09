import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding_assist.errors import ModelError
from coding_assist.matching.encoder import STEPS, whole
from coding_assist.matching.neighbours import Neighbours, NeighbourTable

WIDTH = 8
WORDINGS = {f"A{i:02}": i % 4 + 1 for i in range(40)}
"""Codes and how many wordings each has."""


def vectors_of(seed, count):
    return whole(np.random.default_rng(seed).normal(size=(count, WIDTH)))


def neighbours_of(wordings):
    """Make the neighbours from {code: rows}."""
    codes = sorted(wordings)
    return Neighbours(
        NeighbourTable(
            vectors=np.concatenate([wordings[c] for c in codes]).astype(np.int8),
            first=np.cumsum([0, *(len(wordings[c]) for c in codes)]),
            codes=np.array(codes),
        )
    )


def along(*steps):
    """Give a vector of these whole steps, the rest 0."""
    return np.array([*steps, *[0] * (WIDTH - len(steps))], dtype=np.float32)


RANDOM = {code: vectors_of(i, count) for i, (code, count) in enumerate(WORDINGS.items())}
LARGE = neighbours_of(RANDOM)


@settings(deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=20), st.integers(1, 5))
def test_a_batch_of_any_size_gives_the_same(seeds, count):
    vectors = [vectors_of(seed, 1)[0] for seed in seeds]
    together = LARGE.nearest(vectors, count)
    assert together == [LARGE.nearest([v], count)[0] for v in vectors]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_sums_are_exact(seed):
    vector = vectors_of(seed, 1)[0]
    exact = {
        code: max(int(row @ vector.astype(int)) for row in rows.astype(int))
        for code, rows in RANDOM.items()
    }
    order = sorted(exact, key=lambda code: (-exact[code], code))[:5]
    assert LARGE.nearest([vector], 5) == [
        tuple((code, round(exact[code] / STEPS**2, 4)) for code in order)
    ]
    assert all(LARGE.likeness(vector, c) == round(n / STEPS**2, 4) for c, n in exact.items())


def test_equals_come_in_the_order_of_their_codes():
    same = [along(STEPS)]
    found = neighbours_of({"C3": same, "A1": same, "B2": same, "D4": [along(0, STEPS)]})
    assert found.nearest(same, 3) == [(("A1", 1.0), ("B2", 1.0), ("C3", 1.0))]


def test_more_equals_than_are_looked_at_lose_none_by_chance():
    same = {f"B{i:02}": [along(STEPS)] for i in range(90)}
    found = neighbours_of(same | {"A1": [along(0, STEPS)]})
    assert found.nearest([along(STEPS)], 2) == [(("B00", 1.0), ("B01", 1.0))]


def test_a_small_table_gives_all_it_has():
    found = neighbours_of({"A1": [along(STEPS)], "B2": [along(0, STEPS)]})
    assert found.nearest([along(STEPS)], 5) == [(("A1", 1.0), ("B2", 0.0))]


def test_a_code_counts_once_by_its_nearest_wording():
    found = neighbours_of({"A1": [along(0, STEPS), along(STEPS)], "B2": [along(90, 90)]})
    assert found.nearest([along(STEPS)], 2) == [(("A1", 1.0), ("B2", round(90 / STEPS, 4)))]
    assert found.likeness(along(STEPS), "A1") == 1.0
    assert found.likeness(along(STEPS), "Z99") is None


def test_a_table_comes_back_as_it_was_written():
    file = io.BytesIO()
    arrays = {"vectors": np.ones((1, 2), np.int8), "first": np.array([0, 1]), "codes": ["A1"]}
    np.savez(file, **arrays)
    table = NeighbourTable.read(file.getvalue())
    assert table.codes.tolist() == ["A1"]
    assert table.vectors.dtype == np.int8


def test_bytes_that_are_no_table_are_refused():
    with pytest.raises(ModelError):
        NeighbourTable.read(b"PK")
