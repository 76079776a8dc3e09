import io

import pytest
from rich.console import Console

from coding_assist.cli.rendering import show
from coding_assist.suggestion import CodeOption, Evidence, Finding, Prompt, Withheld

TEXT = "Acute bronchitis. No fever."


def shown(answer, *, width=80, everything=False, colours=False):
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colours, color_system="standard" if colours else None,
        markup=False, highlight=False,
    )  # fmt: skip
    show(console, TEXT, answer, everything=everything)
    return out.getvalue()


def withheld(reason, guideline=""):
    evidence = Evidence(start=21, end=26, text="fever", section="")
    return Withheld(
        system="ICD10CM", code="R50.9", display="Fever, unspecified", score=0.4, reason=reason,
        guideline=guideline, evidence=(evidence,),
    )  # fmt: skip


def test_narrow_puts_codes_below_the_note(answer):
    lines = shown(answer(TEXT, "bronchitis")).splitlines()
    note, code = (next(i for i, line in enumerate(lines) if w in line) for w in ("Acute", "J20.9"))
    assert note < code
    assert max(map(len, lines)) <= 80


def test_wide_puts_codes_beside_the_note(answer):
    first = shown(answer(TEXT, "bronchitis"), width=140).splitlines()[0]
    assert "Note" in first and "Codes" in first


def test_row_of_a_suggestion(answer):
    row = next(x for x in shown(answer(TEXT, "bronchitis")).splitlines() if "J20.9" in x)
    assert row.split()[:3] == ["1", "ICD10CM", "J20.9"]
    assert "0.90" in row and row.rstrip().endswith("bronchitis")


def test_no_suggestion(answer):
    assert "No code is suggested." in shown(answer())


def test_withheld_says_why(answer):
    text = shown(answer(withheld=[withheld("uncertain_outpatient", "IV.H")]), width=110)
    assert "uncertain outpatient (IV.H)" in text


def test_low_scores_are_counted(answer):
    text = shown(answer(withheld=[withheld("below_threshold")] * 2))
    assert "2 more" in text and "R50.9" not in text


def test_low_scores_are_listed_on_demand(answer):
    text = shown(answer(withheld=[withheld("below_threshold")]), everything=True)
    assert "R50.9" in text and "more below" not in text


def test_findings(answer):
    finding = Finding(
        level="warning", rule="code_first", codes=["I13.0"], message="Code first.",
        guideline="I.A.13",
    )  # fmt: skip
    assert "warning: I13.0: Code first. (I.A.13)" in shown(answer(findings=[finding]))


def test_prompts(answer):
    prompt = Prompt(
        kind="laterality", question="Which side?", options=[CodeOption(code="M17.11", display="")]
    )
    suggestion = answer(TEXT, "bronchitis").suggestions[0].model_copy(update={"prompts": (prompt,)})
    assert "J20.9: Which side? M17.11" in shown(answer(suggestions=[suggestion]))


@pytest.mark.parametrize("width", [40, 80, 140])
def test_without_colours_no_escapes(answer, width):
    assert "\x1b" not in shown(answer(TEXT, "bronchitis"), width=width)


def test_colours_in_a_terminal(answer):
    assert "\x1b[30;42mbronchitis" in shown(answer(TEXT, "bronchitis"), colours=True)
