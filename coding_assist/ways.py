"""Which parts a policy runs: learned ones where their model is installed, plain ones else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from threading import Lock
from typing import TYPE_CHECKING

from coding_assist.codes import CodeStore
from coding_assist.finding.finder import Finder
from coding_assist.finding.mention import Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.models import ModelFiles, UsedModels, load_model, own_models
from coding_assist.note import CodeSystem, Policy
from coding_assist.ranking.diagnoses import CONCLUDING
from coding_assist.ranking.ranker import PlainRanker, Ranker
from coding_assist.reading.document import Document

if TYPE_CHECKING:
    from coding_assist.matching.dense import DenseMatcher
    from coding_assist.matching.learned import PhraseMatcher

MENTIONS_FILES = ("phrases.npz", "ranker.onnx", "wordings.npz")
BILLING_FILES = ("ranker.onnx",)
_LEAST_LIKENESS, _SURE_LIKENESS = 0.8, 0.9
"""A claim needs more than an index of what is named; counted on our own training notes."""
ENCODER_FILES = ("encoder.onnx", "neighbours.npz", "tokenizer.json")


class LazyDense:
    """The dense matcher, opened when a note first needs it: most of a start is its reading."""

    def __init__(self, files: ModelFiles, store: CodeStore) -> None:
        self._files, self._store = files, store
        self._lock = Lock()
        self._opened: DenseMatcher | None = None

    def match(self, text: str, phrases: Sequence[Mention], least: float) -> tuple[Candidate, ...]:
        """Give the candidates of phrases that the vocabulary does not know."""
        if not phrases:
            return ()
        with self._lock:
            self._opened = self._opened or self._open()
        return self._opened.match(text, phrases, least)

    def _open(self) -> "DenseMatcher":
        from coding_assist.matching.dense import DenseMatcher
        from coding_assist.matching.encoder import Encoder
        from coding_assist.matching.neighbours import Neighbours, NeighbourTable

        encoder, neighbours, tokenizer = (self._files.contents[f] for f in ENCODER_FILES)
        table = Neighbours(NeighbourTable.read(neighbours))
        return DenseMatcher(Encoder(encoder, tokenizer), table, self._store)


@dataclass(frozen=True, slots=True)
class Way:
    """The parts that differ between policies.

    Attributes:
        ranker: scores candidates.
        phrases: learnt phrases, or None.
        dense: the dense matcher, or None.
        sections: kinds of sections it looks in; None for all.
        least: cosine from which it trusts a likeness.
        used: models the parts rest on.
    """

    ranker: Ranker
    used: UsedModels
    phrases: "PhraseMatcher | None" = None
    dense: LazyDense | None = None
    sections: Collection[str] | None = None
    least: float = _LEAST_LIKENESS

    def more(
        self,
        document: Document,
        finder: Finder,
        mentions: Sequence[Mention],
        known: Sequence[Candidate],
        systems: Sequence[CodeSystem],
    ) -> tuple[Candidate, ...]:
        """Give the candidates of models, besides those of the vocabulary."""
        found: tuple[Candidate, ...] = ()
        if self.dense and CodeSystem.ICD10CM in systems:
            phrases = finder.unnamed(document, mentions, self.sections)
            found = self.dense.match(document.text, phrases, self.least)
        if self.phrases:
            found += self.phrases.match(document, (*known, *found), systems)
        return found


class Ways:
    """Give each policy its way, opening models when they are first needed."""

    def __init__(self, store: CodeStore, models: Traversable | None = None) -> None:
        self._store, self._models = store, models
        self._lock = Lock()
        self._ways: dict[Policy, Way] = {}
        self._dense: tuple[ModelFiles | None, LazyDense | None] | None = None

    def of(self, policy: Policy) -> Way:
        """Give a policy's way.

        Raises:
            ModelError: an installed model is not what its manifest says.
        """
        with self._lock:
            if policy not in self._ways:
                self._ways[policy] = self._way(policy)
            return self._ways[policy]

    def _way(self, policy: Policy) -> Way:
        # One for all policies: it holds a hundred megabytes once it is open.
        if self._dense is None:
            files = self._encoder()
            self._dense = files, LazyDense(files, self._store) if files else None
        encoder, dense = self._dense
        if policy is Policy.MENTIONS:
            return self._mentions(encoder, dense)
        return self._billing(encoder, dense)

    def _encoder(self) -> ModelFiles | None:
        """Give the user's own encoder, or the installed one."""
        own = own_models() if self._models is None else None
        return load_model("encoder", ENCODER_FILES, own or self._models)

    def _billing(self, encoder: ModelFiles | None, dense: LazyDense | None) -> Way:
        from coding_assist.ranking.learned import billing_ranker

        model = load_model("billing", BILLING_FILES, self._models)
        ranker: Ranker = PlainRanker(Policy.BILLING)
        if model:
            ranker = billing_ranker(model.contents["ranker.onnx"])
        used = _used({"billing": model, "encoder": encoder})
        return Way(ranker, used, dense=dense, sections=CONCLUDING, least=_SURE_LIKENESS)

    def _mentions(self, encoder: ModelFiles | None, dense: LazyDense | None) -> Way:
        # Imported here: numpy takes time that commands without a note need not spend.
        from coding_assist.matching.learned import PhraseMatcher
        from coding_assist.matching.phrase_table import PhraseTable
        from coding_assist.ranking.learned import mentions_ranker
        from coding_assist.ranking.wordings import Wordings, WordingTable

        model = load_model("mentions", MENTIONS_FILES, self._models)
        used = _used({"mentions": model, "encoder": encoder})
        if model is None:
            return Way(PlainRanker(Policy.MENTIONS), used, dense=dense)
        phrases, ranker, wordings = (model.contents[name] for name in MENTIONS_FILES)
        return Way(
            mentions_ranker(ranker, Wordings(WordingTable.read(wordings))),
            used,
            PhraseMatcher(PhraseTable.read(phrases), self._store),
            dense,
        )


def _used(models: dict[str, ModelFiles | None]) -> UsedModels:
    return UsedModels(
        {name: model.digest for name, model in models.items() if model},
        tuple(name for name, model in models.items() if model is None),
    )
