"""The tables of an answer: suggestions, questions, what was withheld, findings."""

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from coding_assist.cli.highlighting import clean
from coding_assist.suggestion import Evidence, SuggestionSet, Withheld

BELOW_THRESHOLD = "below_threshold"
_LEVELS = {"error": "bold red", "warning": "yellow", "info": "dim"}


def suggestions(answer: SuggestionSet) -> RenderableType:
    """Make the table of suggested codes, best first."""
    if not answer.suggestions:
        return Text("No code is suggested.\n")
    table = _table("#", "System", "Code", "Display", "Score", "Evidence")
    for s in answer.suggestions:
        table.add_row(
            str(s.rank),
            s.system,
            Text(s.code, "bold"),
            s.display,
            f"{s.score:.2f}",
            _words(s.evidence),
        )
    return Group(table, Text())


def prompts(answer: SuggestionSet) -> RenderableType:
    """List the questions whose answer would make a code more specific."""
    lines = [
        Text(f"{s.code}: {p.question} {', '.join(o.code for o in p.options)}".rstrip())
        for s in answer.suggestions
        for p in s.prompts
    ]
    return _titled("To be more specific", lines)


def withheld(answer: SuggestionSet, everything: bool) -> RenderableType:
    """List what was withheld and why; codes below the minimum score are counted, or listed too."""
    low = sum(w.reason == BELOW_THRESHOLD for w in answer.withheld)
    listed = [w for w in answer.withheld if everything or w.reason != BELOW_THRESHOLD]
    parts: list[RenderableType] = [_withheld_table(listed)] if listed else []
    if low and not everything:
        parts.append(Text(f"{low} more below the minimum score or limit; --all lists them.", "dim"))
    return _titled("Withheld", parts)


def findings(answer: SuggestionSet) -> RenderableType:
    """List what the coder should know of the codes together."""
    lines = [
        Text.assemble(
            (f"{f.level}: ", _LEVELS[f.level]),
            f"{', '.join(f.codes)}: " if f.codes else "",
            clean(f.message),
            _section(f.guideline),
        )
        for f in answer.findings
    ]
    return _titled("Findings", lines)


def _withheld_table(rows: Sequence[Withheld]) -> Table:
    table = _table("Code", "Display", "Score", "Why", "Evidence")
    for w in rows:
        why = w.reason.replace("_", " ") + _section(w.guideline)
        table.add_row(w.code, w.display, f"{w.score:.2f}", why, _words(w.evidence))
    return table


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in headings:
        whole = heading in {"#", "System", "Code", "Score"}
        table.add_column(heading, no_wrap=whole, justify="right" if heading == "#" else "left")
    return table


def _words(evidence: Sequence[Evidence]) -> str:
    """Give the different words once each, in one line, the first few of them."""
    words = list(dict.fromkeys(" ".join(clean(e.text).split()) for e in evidence))
    more = f" (+{len(words) - 3})" if len(words) > 3 else ""
    return "; ".join(words[:3]) + more


def _section(guideline: str) -> str:
    return f" ({guideline})" if guideline else ""


def _titled(title: str, parts: Sequence[RenderableType]) -> RenderableType:
    return Group(Text(title, "bold"), *parts, Text()) if parts else Group()
