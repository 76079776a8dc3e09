import pytest

from coding_assist.cli.note_file import note_name, printable, read_note
from coding_assist.errors import NoteTooLongError, NotTextError


@pytest.fixture
def note(tmp_path):
    def write(content: bytes) -> str:
        path = tmp_path / "note.txt"
        path.write_bytes(content)
        return str(path)

    return write


@pytest.mark.parametrize("text", ["one\r\ntwo\rthree\n", "\ufeffnote", "Ménière 😀"])
def test_text_stays_as_it_is(note, text):
    assert read_note(note(text.encode())) == text


@pytest.mark.parametrize("content", [b"caf\xe9", "note".encode("utf-16"), b"\xed\xa0\x80"])
def test_not_utf_8(note, content):
    with pytest.raises(NotTextError, match=r"not UTF-8 text \(byte \d+\)"):
        read_note(note(content))


def test_huge_file_is_not_read_to_its_end(note):
    with pytest.raises(NoteTooLongError):
        read_note(note(b"a" * 800_001))


def test_missing_file():
    with pytest.raises(FileNotFoundError):
        read_note("no-such-note.txt")


def test_name_of_a_file():
    assert note_name("folder/visit.txt") == "visit.txt"


def test_name_of_stdin():
    assert note_name("-") == "stdin"


def test_odd_bytes_in_a_name_are_replaced():
    assert printable("caf\udce9") == "caf\ufffd"
