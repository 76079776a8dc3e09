import pytest

from coding_assist.cli.highlighting import SUPPORTS, WITHHELD, clean, highlighted
from coding_assist.suggestion import Evidence, Withheld

TEXT = "Acute bronchitis. No fever."


def withheld(words, reason):
    start = TEXT.index(words)
    evidence = Evidence(start=start, end=start + len(words), text=words, section="")
    return Withheld(
        system="ICD10CM", code="R50.9", display="Fever", score=0.5, reason=reason,
        evidence=(evidence,),
    )  # fmt: skip


def styled(text):
    return {text.plain[s.start : s.end]: s.style for s in text.spans}


def test_evidence_carries_its_rank(answer):
    shown = highlighted(TEXT, answer(TEXT, "Acute bronchitis"), marked=False)
    assert shown.plain == "Acute bronchitis[1]. No fever."
    assert styled(shown)["Acute bronchitis"] == SUPPORTS


def test_without_colour_evidence_is_marked(answer):
    shown = highlighted(TEXT, answer(TEXT, "Acute bronchitis"), marked=True)
    assert shown.plain == "«Acute bronchitis[1]». No fever."


def test_evidence_at_the_end_is_closed(answer):
    assert highlighted(TEXT, answer(TEXT, "fever."), marked=True).plain.endswith("«fever.[1]»")


def test_withheld_evidence_has_a_style_and_no_rank(answer):
    shown = highlighted(TEXT, answer(withheld=[withheld("fever", "negated")]), marked=True)
    assert shown.plain == TEXT
    assert styled(shown) == {"fever": WITHHELD}


def test_evidence_below_the_minimum_is_not_shown(answer):
    low = withheld("fever", "below_threshold")
    assert not highlighted(TEXT, answer(withheld=[low]), marked=True).spans


def test_overlapping_evidence(answer):
    one = answer(TEXT, "Acute bronchitis").suggestions[0]
    two = answer(TEXT, "bronchitis. No").suggestions[0].model_copy(update={"rank": 2})
    shown = highlighted(TEXT, answer(suggestions=[one, two]), marked=True)
    assert shown.plain == "«Acute bronchitis[1]. No[2]» fever."


def test_note_without_evidence(answer):
    assert highlighted(TEXT, answer(), marked=True).plain == TEXT


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x9b31mred", "\ufffd31mred"),
        ("a\u202eb", "a\ufffdb"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a\tb"),
    ],
)
def test_nothing_steers_the_terminal(text, shown):
    assert clean(text) == shown
