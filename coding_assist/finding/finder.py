"""Find mentions: what a document names, with its assertion and what qualifies it."""

from collections.abc import Collection, Iterator, Sequence

from coding_assist.finding.assertion import Scope, assertion_of, find_scopes
from coding_assist.finding.lookup import Hit, look_up
from coding_assist.finding.mention import Mention, Span
from coding_assist.finding.sides import share_sides
from coding_assist.finding.spelling import Speller
from coding_assist.finding.territory import modifiers_around
from coding_assist.finding.unnamed import unnamed
from coding_assist.matching.lexicon import Lexicon
from coding_assist.matching.terms import Term
from coding_assist.note import CodeSystem
from coding_assist.reading.document import Document, Sentence, Word

_TAKEN = frozenset(
    "on take taking taken continue continued continuing prescribed daily mg mcg unit refill "
    "tablet twice bid therapy maintained current currently start started dose home".split()
)
_ALLERGIC = frozenset("allergy intolerance intolerant reaction anaphylaxis hive".split())
_WIDE_GAP = 40


class Finder:
    """Find mentions in a document. Keeps nothing of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._speller = Speller(lexicon)

    def find(self, document: Document) -> tuple[Mention, ...]:
        """Give the mentions in the order of the text."""
        return share_sides(
            [
                mention
                for number, sentence in enumerate(document.sentences)
                for mention in self._in_sentence(number, sentence)
            ]
        )

    def unnamed(
        self,
        document: Document,
        mentions: Sequence[Mention],
        sections: Collection[str] | None = None,
    ) -> tuple[Mention, ...]:
        """Give phrases that the vocabulary does not know, as mentions without terms."""
        return unnamed(document, mentions, self._lexicon, sections)

    def _in_sentence(self, number: int, sentence: Sentence) -> Iterator[Mention]:
        words = self._speller.mend(sentence.words)
        groups = look_up(words, self._lexicon)
        if not groups:
            return
        scopes = find_scopes(sentence)
        for group in groups:
            hits = [h for h in group if _usable(h, sentence)]
            for at in range(len(hits)):
                yield _mention(number, sentence, words, hits, at, scopes)


def _mention(
    number: int,
    sentence: Sentence,
    words: Sequence[Word],
    hits: Sequence[Hit],
    at: int,
    scopes: Sequence[Scope],
) -> Mention:
    hit = hits[at]
    own = [words[p] for p in hit.positions]
    terms = _fitting(hit.terms, sentence)
    # An encounter for a treatment is planned as the treatment is ("will start chemotherapy").
    is_procedure = terms[0].system is not CodeSystem.ICD10CM or terms[0].target.startswith("Z51")
    return Mention(
        spans=_spans(own),
        words=tuple(w.norm for w in own),
        terms=terms,
        modifiers=modifiers_around(words, hits, at),
        assertion=assertion_of(scopes, hit.positions, is_procedure=is_procedure),
        section=sentence.section,
        sentence=number,
        correction=min(w.correction for w in own),
        spread=hit.between,
    )


def _usable(hit: Hit, sentence: Sentence) -> bool:
    """Tell whether any of the hit's terms may be used here; a bare heading names nothing."""
    return bool(_fitting(hit.terms, sentence)) and not (
        sentence.is_heading
        and sentence.section.kind != ""
        and sentence.section.kind in ("exam", "ros", "results", "procedure_other")
    )


def _fitting(terms: Sequence[Term], sentence: Sentence) -> tuple[Term, ...]:
    """Leave out what a drug's name implies where it is not said to be taken or not tolerated."""
    norms = {w.norm for w in sentence.words}
    kind = sentence.section.kind
    allergic = kind == "allergies" or bool(norms & _ALLERGIC)
    taken = not allergic and (kind == "medications" or bool(norms & _TAKEN))
    fits = {"medication": taken, "allergy": allergic, "surgery": kind in ("psh", "pmh")}
    return tuple(t for t in terms if fits.get(t.use, True))


def _spans(words: Sequence[Word]) -> tuple[Span, ...]:
    """Join the words into one span, or into several where much stands between."""
    spans: list[Span] = []
    for word in sorted(words, key=lambda w: w.start):
        if spans and word.start - spans[-1].end <= _WIDE_GAP:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, word.end))
        else:
            spans.append(Span(word.start, word.end))
    return tuple(spans)
