"""Words that a rule looks for in the note itself, where nobody denies them."""

from collections.abc import Iterator

from coding_assist.deciding.draft import Case
from coding_assist.finding.assertion import assertion_of, find_scopes
from coding_assist.finding.mention import Assertion, Mention, Span
from coding_assist.finding.territory import absent


def named(case: Case, words: frozenset[str], *, is_procedure: bool = True) -> Iterator[Mention]:
    """Yield the places where the note asserts one of these words of the patient now.

    Args:
        case: the note, read.
        words: normal forms.
        is_procedure: treatments and tests are planned or denied otherwise than conditions.
    """
    for number, sentence in enumerate(case.document.sentences):
        places = [i for i, word in enumerate(sentence.words) if word.norm in words]
        scopes = find_scopes(sentence) if places else ()
        gone = absent(sentence.words, 0, len(sentence.words) - 1) if places else set[int]()
        for at in (place for place in places if place not in gone):
            word = sentence.words[at]
            assertion = assertion_of(scopes, [at], is_procedure=is_procedure)
            if assertion is Assertion.PRESENT:
                span = Span(word.start, word.end)
                around = frozenset(w.norm for w in sentence.words)
                yield Mention(
                    (span,), (word.norm,), (), around, assertion, sentence.section, number
                )
