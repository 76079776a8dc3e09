"""Which parts a policy runs: learned ones where their model is installed, plain ones else."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from threading import Lock
from typing import TYPE_CHECKING

from coding_assist.codes import CodeStore
from coding_assist.matching.candidate import Candidate
from coding_assist.models import NO_MODELS, UsedModels, load_model
from coding_assist.note import CodeSystem, Policy
from coding_assist.ranking.ranker import PlainRanker, Ranker
from coding_assist.reading.document import Document

if TYPE_CHECKING:
    from coding_assist.matching.learned import PhraseMatcher

MENTIONS_FILES = ("phrases.npz", "ranker.onnx", "wordings.npz")


@dataclass(frozen=True, slots=True)
class Way:
    """The parts that differ between policies."""

    ranker: Ranker
    phrases: "PhraseMatcher | None" = None
    used: UsedModels = NO_MODELS

    def learned(self, document: Document, systems: Sequence[CodeSystem]) -> tuple[Candidate, ...]:
        """Give the candidates of learnt phrases, none where none were learnt."""
        return self.phrases.match(document, systems) if self.phrases else ()


class Ways:
    """Give each policy its way, opening models when they are first needed."""

    def __init__(self, store: CodeStore, models: Traversable | None = None) -> None:
        self._store, self._models = store, models
        self._lock = Lock()
        self._ways = {Policy.BILLING: Way(PlainRanker(Policy.BILLING))}

    def of(self, policy: Policy) -> Way:
        """Give a policy's way.

        Raises:
            ModelError: an installed model is not what its manifest says.
        """
        with self._lock:
            if policy not in self._ways:
                self._ways[policy] = self._mentions()
            return self._ways[policy]

    def _mentions(self) -> Way:
        # Imported here: numpy takes time that commands without a note need not spend.
        from coding_assist.matching.learned import PhraseMatcher
        from coding_assist.matching.phrase_table import PhraseTable
        from coding_assist.ranking.learned import LearnedRanker
        from coding_assist.ranking.wordings import Wordings, WordingTable

        model = load_model("mentions", MENTIONS_FILES, self._models)
        if model is None:
            return Way(PlainRanker(Policy.MENTIONS), used=UsedModels(missing=("mentions",)))
        phrases, ranker, wordings = (model.contents[name] for name in MENTIONS_FILES)
        return Way(
            LearnedRanker(ranker, Wordings(WordingTable.read(wordings))),
            PhraseMatcher(PhraseTable.read(phrases), self._store),
            UsedModels({"mentions": model.digest}),
        )
