"""Whether the note itself says that one condition comes of another: "AKI due to sepsis".

For what the classification does not presume. The words must stand in one sentence, between the
two; "not due to" and "unrelated to" deny the link.
"""

import re
from collections.abc import Collection, Iterator

from coding_assist.deciding.draft import Draft
from coding_assist.matching.candidate import Candidate
from coding_assist.ranking.scored import Scored
from coding_assist.reading.document import Document

_FURTHEST = 14
"""No link reaches over more words than this."""
_NEXT = 3
_OF_A_CAUSE = re.compile(
    r"\b(?:due to|caused by|secondary to|because of|from|related to|associated with|induced by"
    r"|attribut\w{0,6}|result\w{0,3} (?:from|of)|owing to)\b"
)
_OF_AN_EFFECT = re.compile(
    r"\b(?:with|caus(?:ed|ing)|lead(?:ing)? to|led to|result\w{0,3} in|complicated by|induced"
    r"|associated|attribut\w{0,6}|grew|growing)\b"
)
_DENIED = re.compile(r"\b(?:not|no|non|without|unrelated|unlikely|never|rather|instead)\b")


def of_prefix(draft: Draft, prefixes: tuple[str, ...]) -> tuple[Scored, ...]:
    """Give the codes named anywhere in the note, standing or withheld as less specific."""
    withheld = tuple(s for s, standing in draft.withheld if standing.reason == "less_specific")
    return tuple(s for s in (*draft.kept, *withheld) if s.code.code.startswith(prefixes))


def is_linked(
    document: Document, effects: Collection[Candidate], causes: Collection[Candidate]
) -> bool:
    """Tell whether the note says that one of the effects comes of one of the causes."""
    return any(
        _says_so(document, effect, cause)
        for effect in effects
        for cause in causes
        if effect.mention.sentence == cause.mention.sentence
    )


def has_own_cause(document: Document, effect: Candidate) -> bool:
    """Tell whether a cause, or what is none, follows at once: "AKI due to dehydration"."""
    end = effect.mention.spans[-1].end
    words = document.sentences[effect.mention.sentence].words
    after = [w.norm for w in words if w.start >= end and w.norm.isalnum()][:_NEXT]
    return bool(_OF_A_CAUSE.search(" ".join(after))) or "unrelated" in after


def _says_so(document: Document, effect: Candidate, cause: Candidate) -> bool:
    norms = list(_between(document, effect, cause))
    if len(norms) > _FURTHEST:
        return False
    text = " ".join(norms)
    if _DENIED.search(text):
        return False
    effect_first = effect.mention.spans[0].start < cause.mention.spans[0].start
    if effect_first:
        return bool(_OF_A_CAUSE.search(text))
    return bool(_OF_AN_EFFECT.search(text)) and not has_own_cause(document, effect)


def _between(document: Document, one: Candidate, other: Candidate) -> Iterator[str]:
    first, second = sorted((one, other), key=lambda c: c.mention.spans[0].start)
    start, end = first.mention.spans[-1].end, second.mention.spans[0].start
    for word in document.sentences[one.mention.sentence].words:
        if start <= word.start and word.end <= end:
            yield word.norm
