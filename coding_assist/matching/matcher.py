"""Match mentions to codes: the terms met, then down the tree as far as the words allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coding_assist.codes import CodeStore
from coding_assist.finding.mention import Assertion, Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.history import History, history_of
from coding_assist.matching.specificity import resolve
from coding_assist.matching.terms import Source, Term
from coding_assist.matching.wording import SIDES, title_words
from coding_assist.note import CodeSystem, Policy

_PAST = frozenset("history previous prior past former remote".split())
_STATUS = frozenset({"I25.2"})
"""Codes outside chapter 21 that themselves say that something is past."""


@dataclass(frozen=True, slots=True)
class About:
    """What holds of the whole note, whatever mention is looked at.

    Attributes:
        patient: words that hold of the patient ("female").
        written: normal forms that the note writes anywhere and does not call absent.
    """

    patient: frozenset[str]
    written: frozenset[str]


class Matcher:
    """Turn mentions into candidates."""

    def __init__(self, store: CodeStore) -> None:
        self._store = store

    def match(
        self,
        mentions: Sequence[Mention],
        about: About,
        systems: Sequence[CodeSystem],
        policy: Policy,
    ) -> tuple[Candidate, ...]:
        """Give the candidates of each mention, the chosen ones before what could stand instead.

        Args:
            mentions: in the order of the text.
            about: what holds of the patient and the note as a whole.
            systems: code systems to look in.
            policy: `mentions` admits wordings too generic for a claim.
        """
        return tuple(
            candidate
            for mention in mentions
            for candidate in self._candidates(
                replace(mention, modifiers=mention.modifiers | about.patient),
                about,
                systems,
                policy,
            )
        )

    def _candidates(
        self, mention: Mention, about: About, systems: Sequence[CodeSystem], policy: Policy
    ) -> Iterator[Candidate]:
        seen: dict[CodeSystem, set[str]] = {}
        terms = [t for t in mention.terms if t.system in systems and _applies(t, policy, about)]
        for term in sorted(terms, key=lambda t: (self._is_other_side(t, mention), *_trust(t))):
            target = self._store.find(term.system, term.target)
            codes = seen.setdefault(term.system, set())
            place = len(codes)
            if target is None:
                continue
            for found in resolve(self._store, target, mention.modifiers):
                if found.code.code not in codes:
                    codes.add(found.code.code)
                    plain = Candidate(
                        found.code, mention, term, found.supported, mention.assertion, place
                    )
                    yield from self._over_time(plain, policy)

    def _is_other_side(self, term: Term, mention: Mention) -> bool:
        """Tell whether a term's title names a side that the note does not."""
        if term.source is not Source.TITLE:
            return False
        target = self._store.find(term.system, term.target)
        return target is not None and not (title_words(target.title) & SIDES <= mention.modifiers)

    def _over_time(self, candidate: Candidate, policy: Policy) -> Iterator[Candidate]:
        """Yield the candidate and, for a past or a relative's condition, its history code."""
        if policy is Policy.MENTIONS or candidate.code.system is not CodeSystem.ICD10CM:
            yield candidate
            return
        history = history_of(candidate.code.code)
        assertion = _over(candidate, history)
        yield replace(candidate, assertion=assertion)
        instead = {
            Assertion.HISTORICAL: history.personal,
            Assertion.FAMILY: history.family,
        }.get(assertion, "")
        code = self._store.find(CodeSystem.ICD10CM, instead) if instead else None
        if code is not None:
            # "Other" history codes say little; a coder rarely reports them.
            place = candidate.place + ("other" in code.title.lower())
            yield replace(
                candidate,
                code=code,
                supported=frozenset(),
                assertion=Assertion.PRESENT,
                place=place,
            )


def _over(candidate: Candidate, history: History) -> Assertion:
    """Give what is asserted of the code once its course is known."""
    assertion, code = candidate.mention.assertion, candidate.code.code
    is_left = code[0] in "ST" and code.endswith("S")  # the 7th character of a sequela
    if assertion is Assertion.HISTORICAL and (history.is_chronic or code in _STATUS or is_left):
        return Assertion.PRESENT
    if assertion is Assertion.HISTORICAL and _was_treated(candidate.mention):
        return Assertion.PRESENT
    if assertion in (Assertion.HISTORICAL, Assertion.FAMILY) and code[0] == "Z":
        return Assertion.PRESENT
    in_past = candidate.mention.section.kind in ("pmh", "psh")
    if assertion is Assertion.PRESENT and in_past and history.is_resolved:
        return Assertion.HISTORICAL
    return assertion


def _was_treated(mention: Mention) -> bool:
    """A discharge diagnosis that resolved was there during the stay (III; UHDDS)."""
    words = mention.modifiers
    listed = mention.section.kind == "discharge_diagnosis"
    return listed and "resolved" in words and words.isdisjoint(_PAST)


def _applies(term: Term, policy: Policy, about: About) -> bool:
    if term.use == "mentions" and policy is not Policy.MENTIONS:
        return False
    return all(about.written.issuperset(group) for group in term.also)


def _trust(term: Term) -> tuple[int, int, str]:
    """Order terms of the same words: more conditions met, better source, then by code."""
    return (-len(term.also), -term.source, term.target)
