"""The pipeline: read -> find -> match -> rank -> decide."""

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

from coding_assist.codes import CodeStore
from coding_assist.compiled import Progress, ensure_compiled, silent
from coding_assist.deciding.decider import Decider, Options
from coding_assist.finding.finder import Finder
from coding_assist.finding.territory import written
from coding_assist.matching.lexicon import Lexicon
from coding_assist.matching.matcher import About, Matcher
from coding_assist.note import CodeSystem, Note, Policy, Setting
from coding_assist.ranking.facts import Facts
from coding_assist.reading.patient import patient_words
from coding_assist.reading.reader import read
from coding_assist.suggestion import SuggestionSet
from coding_assist.trace import Trace
from coding_assist.ways import Ways


class CodingAssistant:
    """Suggest codes for notes. Safe to share between threads; keeps nothing of a note."""

    def __init__(self, store: CodeStore, models: Traversable | None = None) -> None:
        self.codes = store
        self._finder = Finder(Lexicon(store.connection))
        self._matcher = Matcher(store)
        self._ways = Ways(store, models)
        self._decider = Decider(store)

    @classmethod
    def load(
        cls,
        *,
        folder: Path | None = None,
        models: Traversable | None = None,
        progress: Progress = silent,
    ) -> Self:
        """Open the compiled tables, compiling them first where that is not done yet.

        Args:
            folder: where the compiled file lies; by default the user's cache folder.
            models: where model files and their manifest lie; by default the installed ones.
            progress: told of each step of a compilation.
        """
        return cls(CodeStore(ensure_compiled(progress, folder)), models)

    def suggest(
        self,
        note: Note,
        *,
        policy: Policy = Policy.BILLING,
        systems: Sequence[CodeSystem] = (),
        min_score: float | None = None,
        max_suggestions: int | None = None,
    ) -> SuggestionSet:
        """Suggest codes for a note, best first.

        Args:
            note: the note; its setting decides what may be coded.
            policy: `billing` obeys the guidelines; `mentions` codes all that is named.
            systems: code systems to suggest from; by default those of the setting.
            min_score: leave out what scores less, in [0, 1]; by default the operating point.
            max_suggestions: at most so many.

        Raises:
            ModelError: an installed model is not what its manifest says.
        """
        options = Options(
            policy, tuple(systems) or default_systems(note.setting), min_score, max_suggestions
        )
        return self.trace(note, options).answer

    def trace(self, note: Note, options: Options) -> Trace:
        """Give what every stage makes of a note, for evaluation; `suggest` gives the last."""
        way = self._ways.of(options.policy)
        document = read(note.text)
        mentions = self._finder.find(document)
        about = About(patient_words(note), written(document))
        candidates = self._matcher.match(mentions, about, options.systems, options.policy)
        candidates += way.more(document, self._finder, mentions, candidates, options.systems)
        scored = way.ranker.rank(candidates, Facts(len(note.text), note.setting))
        answer = self._decider.decide(note, document, scored, options, way.used)
        return Trace(mentions, candidates, scored, answer)


def default_systems(setting: Setting) -> tuple[CodeSystem, ...]:
    """Give the systems a claim of this setting carries; ICD-10-PCS is for inpatients."""
    usual = (CodeSystem.ICD10CM, CodeSystem.CPT, CodeSystem.HCPCS)
    return (*usual, CodeSystem.ICD10PCS) if setting is Setting.INPATIENT else usual
