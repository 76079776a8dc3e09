import hashlib

from eval.provenance import package_versions, sha256_of


def test_a_file_is_hashed_by_its_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"notes")
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"notes").hexdigest()


def test_a_folder_is_hashed_by_names_and_contents(tmp_path):
    def make(name, files):
        for path, content in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content)
        return sha256_of(tmp_path / name)

    first = make("one", {"a": "1", "b/c": "2"})
    assert make("two", {"b/c": "2", "a": "1"}) == first
    assert make("three", {"a": "1", "b/d": "2"}) != first
    assert make("four", {"a": "1", "b/c": "3"}) != first


def test_packages_that_are_not_installed_are_left_out():
    assert set(package_versions(["pydantic", "no-such-package-here"])) == {"pydantic"}
