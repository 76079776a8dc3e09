import json

import pytest

from coding_assist import Note
from eval.errors import PredictionFileError
from eval.labelled import LabelSpan
from eval.predictions import predicted, read_predictions

ROW = {
    "note_id": "n",
    "extra": 1,
    "suggestions": [
        {"system": "ICD10CM", "code": "I10", "score": 0.5, "evidence": [{"start": 0, "end": 3}]}
    ],
}


def write(tmp_path, *rows):
    path = tmp_path / "predictions.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows))
    return path


def test_batch_rows_are_read(tmp_path):
    (note,) = read_predictions(write(tmp_path, ROW, ""))
    assert note.codes[0].evidence == (LabelSpan(0, 3),)
    assert note.withheld == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{secret", "line 2 is not JSON"),
        ({"note_id": "n"}, "`suggestions`"),
        ({**ROW, "suggestions": [{"system": "ICD10CM", "code": "secret", "score": 7}]}, "score"),
    ],
)
def test_a_bad_row_is_named_by_line_and_field(tmp_path, row, said):
    with pytest.raises(PredictionFileError, match="line 2") as caught:
        list(read_predictions(write(tmp_path, ROW, row)))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(PredictionFileError, match=r"none\.jsonl cannot be read"):
        list(read_predictions(tmp_path / "none.jsonl"))


def test_an_answer_is_taken_with_what_was_withheld(assistant):
    answer = assistant.suggest(Note(text="Assessment: gout. No fever.", note_id="n"))
    note = predicted(answer)
    assert [c.code for c in note.codes] == [s.code for s in answer.suggestions]
    assert [w.reason for w in note.withheld] == [w.reason for w in answer.withheld]
    assert note.codes[0].evidence[0].start == answer.suggestions[0].evidence[0].start
