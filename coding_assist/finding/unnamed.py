"""Phrases that stand where diagnoses stand and that the vocabulary does not know.

A phrase is a run of words between separators, less little words at its ends; a word that denies
or doubts separates too. What holds a word of a known mention is left to the vocabulary.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from coding_assist.finding.assertion import Scope, assertion_of, find_scopes
from coding_assist.finding.mention import Mention, Span
from coding_assist.matching.lexicon import Lexicon
from coding_assist.note import CodeSystem
from coding_assist.reading.document import Document, Sentence, Word
from coding_assist.reading.normal_form import STOP_WORDS
from coding_assist.reading.word_lists import word_list

_SEPARATORS = frozenset({"and", "or", "with", "but", "versus", "vs", "secondary", "due", "for"})
_MOST_WORDS = 8
_SHORTEST = 5
"""Letters of the word that makes a phrase worth a look; shorter ones are mostly tests and units."""
_DENIED = frozenset({"no", "not", "without", "avoid", "never", "denies", "deny"})


def unnamed(
    document: Document,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    sections: Collection[str] | None,
) -> tuple[Mention, ...]:
    """Give the phrases as mentions without terms, in the order of the text.

    Args:
        document: the note, read.
        mentions: what the vocabulary found.
        lexicon: its words; a phrase must hold one that is no everyday word.
        sections: kinds of sections to look in; None for all.
    """
    taken = _taken(mentions)
    return tuple(
        phrase
        for number, sentence in enumerate(document.sentences)
        if (sections is None or sentence.section.kind in sections) and not sentence.is_heading
        for phrase in _in_sentence(number, sentence, taken.get(number, ()), lexicon)
    )


def _in_sentence(
    number: int, sentence: Sentence, taken: Sequence[Span], lexicon: Lexicon
) -> Iterator[Mention]:
    scopes = find_scopes(sentence)
    # "No", "possible": a phrase with such a word in it would stand outside of its scope.
    cues = {position for scope in scopes for position in scope.cue}
    for run in _runs(sentence, cues, taken):
        if _is_telling([sentence.words[i] for i in run], lexicon):
            yield _mention(number, sentence, run, scopes)


def _taken(mentions: Sequence[Mention]) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = {}
    for mention in mentions:
        if mention.terms[0].system is CodeSystem.ICD10CM:
            spans.setdefault(mention.sentence, []).extend(mention.spans)
    return spans


def _runs(
    sentence: Sentence, cues: Collection[int], taken: Sequence[Span]
) -> Iterator[tuple[int, ...]]:
    """Yield the word positions of each run that holds no word of a mention, and no cue."""
    run: list[int] = []
    for i, word in enumerate(sentence.words):
        if word.norm.isalnum() and word.norm not in _SEPARATORS and i not in cues:
            run.append(i)
        else:
            yield from _trimmed(sentence, run, taken)
            run = []
    yield from _trimmed(sentence, run, taken)


def _trimmed(
    sentence: Sentence, run: Sequence[int], taken: Sequence[Span]
) -> Iterator[tuple[int, ...]]:
    words = sentence.words
    content = [i for i in run if words[i].norm not in STOP_WORDS and not words[i].norm.isdigit()]
    if not content or len(content) > _MOST_WORDS:
        return
    whole = tuple(i for i in run if content[0] <= i <= content[-1])
    if not any(_overlap(words[i], span) for i in whole for span in taken):
        yield whole


def _overlap(word: Word, span: Span) -> bool:
    return word.start < span.end and span.start < word.end


def _is_telling(words: Sequence[Word], lexicon: Lexicon) -> bool:
    everyday = _everyday()
    return words[0].norm not in _DENIED and any(
        w.end - w.start >= _SHORTEST and w.norm not in everyday and lexicon.knows(w.norm)
        for w in words
    )


@cache
def _everyday() -> frozenset[str]:
    return word_list("ordinary") | word_list("english") | word_list("modifiers")


def _mention(
    number: int, sentence: Sentence, run: Sequence[int], scopes: Sequence[Scope]
) -> Mention:
    words = [sentence.words[i] for i in run]
    norms = tuple(w.norm for w in words)
    return Mention(
        spans=(Span(words[0].start, max(w.end for w in words)),),
        words=norms,
        terms=(),
        modifiers=frozenset(norms),
        assertion=assertion_of(scopes, run, is_procedure=False),
        section=sentence.section,
        sentence=number,
    )
