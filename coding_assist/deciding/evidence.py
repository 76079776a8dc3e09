"""Evidence: the words of the note behind a code, exactly as written."""

from collections.abc import Iterable

from coding_assist.finding.mention import Mention
from coding_assist.suggestion import Evidence


def evidence_of(text: str, mentions: Iterable[Mention]) -> tuple[Evidence, ...]:
    """Give each span once, in the order of the text; `text[start:end] == evidence.text`."""
    found = {
        (span.start, span.end): mention.section.kind
        for mention in mentions
        for span in mention.spans
    }
    return tuple(
        Evidence(start=start, end=end, text=text[start:end], section=kind)
        for (start, end), kind in sorted(found.items())
    )
