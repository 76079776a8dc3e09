"""Match mentions to codes: the terms met, then down the tree as far as the words allow."""

from collections.abc import Iterator, Sequence

from coding_assist.codes import CodeStore
from coding_assist.finding.mention import Mention
from coding_assist.matching.candidate import Candidate
from coding_assist.matching.specificity import resolve
from coding_assist.matching.terms import Term
from coding_assist.note import CodeSystem, Policy

_NO_CONDITION: tuple[tuple[str, ...], ...] = ()


class Matcher:
    """Turn mentions into candidates."""

    def __init__(self, store: CodeStore) -> None:
        self._store = store

    def match(
        self, mentions: Sequence[Mention], systems: Sequence[CodeSystem], policy: Policy
    ) -> tuple[Candidate, ...]:
        """Give the candidates of each mention, the chosen ones before what could stand instead."""
        named = frozenset(w for m in mentions for w in (*m.words, *m.modifiers))
        return tuple(
            candidate
            for mention in mentions
            for system in systems
            for candidate in self._candidates(mention, system, policy, named)
        )

    def _candidates(
        self, mention: Mention, system: CodeSystem, policy: Policy, named: frozenset[str]
    ) -> Iterator[Candidate]:
        terms = [t for t in mention.terms if t.system is system and _applies(t, policy, named)]
        seen: set[str] = set()
        for term in sorted(terms, key=_trust):
            target = self._store.find(system, term.target)
            if target is None:
                continue
            place = len(seen)
            modifiers = mention.modifiers - set(mention.words) | set(mention.words)
            for found in resolve(self._store, target, modifiers):
                if found.code.code not in seen:
                    seen.add(found.code.code)
                    yield Candidate(
                        found.code, mention, term, found.supported, 1 if place else 0
                    )


def _applies(term: Term, policy: Policy, named: frozenset[str]) -> bool:
    if term.use == "mentions" and policy is not Policy.MENTIONS:
        return False
    return all(named.issuperset(group) for group in term.also)


def _trust(term: Term) -> tuple[int, int, str]:
    """Order terms of the same words: more conditions met, better source, then by code."""
    return (-len(term.also), -term.source, term.target)
