"""Match phrases that the vocabulary does not know, by what they are like."""

from collections.abc import Iterator, Sequence

from coding_assist.codes import CodeStore
from coding_assist.finding.mention import Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.encoder import Encoder
from coding_assist.matching.neighbours import Neighbour, Neighbours
from coding_assist.matching.specificity import resolve
from coding_assist.matching.terms import Source, Term
from coding_assist.note import CodeSystem

_MOST_CODES = 3


class DenseMatcher:
    """Turn unnamed phrases into candidates by the nearest wordings of the tables."""

    def __init__(self, encoder: Encoder, neighbours: Neighbours, store: CodeStore) -> None:
        self._encoder, self._neighbours, self._store = encoder, neighbours, store

    def match(self, text: str, phrases: Sequence[Mention], least: float) -> tuple[Candidate, ...]:
        """Give the candidates of each phrase, the likest first.

        Args:
            text: the note.
            phrases: mentions without terms.
            least: cosine below which a wording names something else.
        """
        if not phrases:
            return ()
        vectors = [self._encoder.encode(_words(text, p)) for p in phrases]
        found = self._neighbours.nearest(vectors, _MOST_CODES)
        return tuple(
            candidate
            for phrase, neighbours in zip(phrases, found, strict=True)
            for candidate in self._candidates(
                phrase, [n for n in neighbours if n.likeness >= least]
            )
        )

    def _candidates(self, phrase: Mention, neighbours: Sequence[Neighbour]) -> Iterator[Candidate]:
        seen: set[str] = set()
        for neighbour in neighbours:
            target = self._store.find(CodeSystem.ICD10CM, neighbour.code)
            if target is None:
                continue
            term = Term(phrase.words, target.system, target.code, Source.DENSE)
            for found in resolve(self._store, target, phrase.modifiers):
                if found.code.code not in seen:
                    yield Candidate(
                        found.code, phrase, term, found.supported, phrase.assertion, len(seen),
                        likeness=neighbour.likeness,
                    )  # fmt: skip
                    seen.add(found.code.code)


def _words(text: str, phrase: Mention) -> str:
    """Give the phrase as written, in small letters."""
    return " ".join(text[phrase.spans[0].start : phrase.spans[-1].end].lower().split())
