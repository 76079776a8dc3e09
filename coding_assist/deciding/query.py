"""A draft of a query to the provider, for a coder to check and send.

After the Guidelines for Achieving a Compliant Query Practice (AHIMA and ACDIS, 2022): the query
shows indicators of this note and nothing else, asks without leading, offers what the
documentation may support, always "other" and "unable to determine", and says nothing of payment
or quality. What asks for a type, a site or a cause is left open: which answers are clinically
reasonable is not for a program to say.
"""

from collections.abc import Iterator

from coding_assist.deciding.axes import COMPLICATION, SITE, TYPE, questions
from coding_assist.deciding.integral import is_integral
from coding_assist.suggestion import (
    Evidence,
    Prompt,
    ProviderQuery,
    Suggestion,
    SuggestionSet,
)

_OPEN_ENDED = (TYPE, SITE, COMPLICATION)
_POA = ("Present at the time of the inpatient order", "Not present at that time")
_ALWAYS = ("Other (please specify)", "Unable to determine")


def provider_query(answer: SuggestionSet, suggestion: Suggestion, prompt: Prompt) -> ProviderQuery:
    """Draft a query that asks the provider for what a prompt leaves open.

    Args:
        answer: the answer for the note; withheld symptoms of the condition are indicators too.
        suggestion: one of its suggestions.
        prompt: one of the suggestion's prompts.
    """
    clarify = questions()[prompt.kind].clarify
    found = {(e.start, e.end): e for e in _indicators(answer, suggestion)}
    return ProviderQuery(
        code=suggestion.code,
        kind=prompt.kind,
        indicators=tuple(e for _, e in sorted(found.items())),
        question=(
            "The note documents the condition marked above. Based on your clinical judgment, "
            f"please document {clarify}, if it can be determined."
        ),
        options=(*_answers(prompt), *_ALWAYS),
    )


def _indicators(answer: SuggestionSet, suggestion: Suggestion) -> Iterator[Evidence]:
    """Yield what the note says of the condition, and its signs and symptoms there."""
    yield from suggestion.evidence
    for w in answer.withheld:
        if w.reason == "integral_symptom" and is_integral(w.code, suggestion.code):
            yield from w.evidence


def _answers(prompt: Prompt) -> tuple[str, ...]:
    if prompt.kind == "poa":
        return _POA
    if prompt.kind in _OPEN_ENDED:
        return ()
    return tuple(o.display for o in prompt.options)
