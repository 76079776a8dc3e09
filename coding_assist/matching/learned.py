"""Match phrases that were learnt from coded notes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from coding_assist.codes import Code, CodeStore
from coding_assist.finding.assertion import assertion_of, find_scopes
from coding_assist.finding.mention import Mention, Span
from coding_assist.matching.candidate import Candidate, Learned
from coding_assist.matching.phrase_table import PhraseTable, phrase_key
from coding_assist.matching.terms import Source, Term
from coding_assist.note import CodeSystem
from coding_assist.reading.document import Document, Sentence
from coding_assist.reading.normal_form import STOP_WORDS

LONGEST = 4
"""Words of the longest phrase."""


def phrases(sentence: Sentence) -> Iterator[tuple[int, ...]]:
    """Yield the word positions of every run of 1 to 4 words, less stop words and marks."""
    words = [
        i
        for i, word in enumerate(sentence.words)
        if word.norm not in STOP_WORDS and word.norm.isalnum()
    ]
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            yield tuple(words[start:end])


def key_of(sentence: Sentence, positions: Sequence[int]) -> int:
    """Give the key of the phrase at these positions."""
    return phrase_key(sentence.words[p].norm for p in positions)


def concept_key(code: Code) -> int:
    """Give the key of whatever words the vocabulary knows as this code.

    What coders gave where the vocabulary met it: a code beside it ("kidney transplant": the
    status), a header, a neighbour that the training notes preferred.
    """
    return phrase_key(("=", code.system, code.code))


class PhraseMatcher:
    """Turn learnt phrases of a document into candidates. Keeps nothing of it."""

    def __init__(self, table: PhraseTable, store: CodeStore) -> None:
        """Leave out the codes that the loaded tables do not have."""
        self._table = table
        names = [str(name).partition(" ") for name in table.codes]
        self._codes = [store.find(CodeSystem(system), code) for system, _, code in names]

    def match(
        self,
        document: Document,
        known: Sequence[Candidate],
        systems: Collection[CodeSystem],
    ) -> tuple[Candidate, ...]:
        """Give the candidates of phrases in the order of the text, then those of concepts.

        Of phrases of one code that overlap, the one that most surely means it stays.

        Args:
            document: a note that was read.
            known: what the vocabulary gives for it.
            systems: code systems to look in.
        """
        of_phrases = (
            candidate
            for number, sentence in enumerate(document.sentences)
            for candidate in self._in_sentence(number, sentence, systems)
        )
        return (*of_phrases, *self._of_concepts(known, systems))

    def _of_concepts(
        self, known: Sequence[Candidate], systems: Collection[CodeSystem]
    ) -> Iterator[Candidate]:
        rows = self._table.rows([concept_key(c.code) for c in known])
        for candidate, row in zip(known, rows, strict=True):
            for place, at in enumerate(self._range(row)):
                code = self._codes[int(self._table.code[at])]
                if code is not None and code.system in systems:
                    yield replace(
                        candidate,
                        code=code,
                        term=replace(
                            candidate.term,
                            system=code.system,
                            target=code.code,
                            source=Source.LEARNED,
                        ),
                        supported=frozenset(),
                        place=place,
                        learned=self._learned(at, candidate.code.code),
                    )

    def _learned(self, at: int, concept: str = "") -> Learned:
        return Learned(float(self._table.precision[at]), int(self._table.notes[at]), concept)

    def _in_sentence(
        self, number: int, sentence: Sentence, systems: Collection[CodeSystem]
    ) -> list[Candidate]:
        runs = list(phrases(sentence))
        rows = self._table.rows([key_of(sentence, run) for run in runs])
        met: dict[int, list[tuple[float, tuple[int, ...], int, int]]] = {}
        for run, row in zip(runs, rows, strict=True):
            for place, at in enumerate(self._range(row)):
                met.setdefault(int(self._table.code[at]), []).append(
                    (-float(self._table.precision[at]), run, at, place)
                )
        if not met:
            return []
        mentions = _Mentions(number, sentence)
        found = [
            self._candidate(code, at, place, mentions, run)
            for index, entries in met.items()
            if (code := self._codes[index]) is not None and code.system in systems
            for _, run, at, place in _apart(entries)
        ]
        return sorted(found, key=lambda c: (c.mention.spans, c.place, c.code.code))

    def _range(self, row: int) -> range:
        """Give where the codes of a phrase stand; nowhere for row -1."""
        first = self._table.first
        return range(int(first[row]), int(first[row + 1])) if row >= 0 else range(0)

    def _candidate(
        self, code: Code, at: int, place: int, mentions: "_Mentions", run: tuple[int, ...]
    ) -> Candidate:
        mention = mentions.at(run, code)
        return Candidate(
            code, mention, mention.terms[0], frozenset(), mention.assertion, place,
            self._learned(at),
        )  # fmt: skip


class _Mentions:
    """Make the mentions of one sentence."""

    def __init__(self, number: int, sentence: Sentence) -> None:
        self._number, self._sentence = number, sentence
        self._scopes = find_scopes(sentence)

    def at(self, run: tuple[int, ...], code: Code) -> Mention:
        words = [self._sentence.words[p] for p in run]
        norms = tuple(w.norm for w in words)
        span = Span(min(w.start for w in words), max(w.end for w in words))
        is_procedure = code.system is not CodeSystem.ICD10CM
        return Mention(
            spans=(span,),
            words=norms,
            terms=(Term(norms, code.system, code.code, Source.LEARNED),),
            modifiers=frozenset(norms),
            assertion=assertion_of(self._scopes, run, is_procedure=is_procedure),
            section=self._sentence.section,
            sentence=self._number,
        )


def _apart(
    entries: Sequence[tuple[float, tuple[int, ...], int, int]],
) -> Iterator[tuple[float, tuple[int, ...], int, int]]:
    """Yield the surest entries that share no word; of equals the shorter, then the first."""
    taken: set[int] = set()
    for entry in sorted(entries, key=lambda e: (e[0], len(e[1]), e[1])):
        if taken.isdisjoint(entry[1]):
            taken.update(entry[1])
            yield entry
