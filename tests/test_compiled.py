import pytest

from coding_assist.codes import CodeStore
from coding_assist.compiled import ensure_compiled


def test_compiles_once_and_tells_its_steps(tmp_path):
    steps = []
    path = ensure_compiled(steps.append, tmp_path)
    assert len(steps) >= 3
    before = path.stat().st_mtime_ns
    assert ensure_compiled(lambda step: pytest.fail(step), tmp_path) == path
    assert path.stat().st_mtime_ns == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert CodeStore(path).releases()["ICD10CM"] == "2026-04-01"


def test_a_failure_leaves_nothing_behind(tmp_path):
    def stop(step):
        raise RuntimeError(step)

    with pytest.raises(RuntimeError):
        ensure_compiled(stop, tmp_path)
    assert list(tmp_path.iterdir()) == []
