"""Questions whose answer would make a suggested code more specific.

A code is as specific as the documentation (ICD-10-CM Official Guidelines FY2026, I.B.2, I.B.18;
sides I.B.13): where it is unspecified, the question says which axis is open and which codes the
answers lead to. Neutral words; no answer comes before another but in the order of the codes.
"""

from dataclasses import replace

from coding_assist.codes import Code, CodeStore
from coding_assist.deciding.axes import questions
from coding_assist.deciding.draft import Case, Draft
from coding_assist.deciding.kin import kin_of
from coding_assist.note import CodeSystem
from coding_assist.suggestion import CodeOption, Prompt

_UNASKED = ("V", "W", "X", "Y", "Z")
"""External causes and status codes: a provider is not asked to specify them."""
_MOST_PROMPTS = 3
_MOST_OPTIONS = 12


def prompt_specificity(draft: Draft, case: Case) -> Draft:
    """Add the questions to every diagnosis that stands."""
    for s in draft.kept:
        if s.code.system is CodeSystem.ICD10CM and not s.code.code.startswith(_UNASKED):
            prompts = prompts_for(case.store, s.code)
            if prompts:
                advice = draft.advice_on(s.code)
                draft = draft.advise(s.code, replace(advice, prompts=(*advice.prompts, *prompts)))
    return draft


def prompts_for(store: CodeStore, code: Code) -> tuple[Prompt, ...]:
    """Give the questions of a code, the nearest axis first."""
    return tuple(
        Prompt(
            kind=axis,
            question=questions()[axis].question,
            options=tuple(
                CodeOption(code=c.code, display=c.title)
                for c in sorted(codes, key=lambda c: c.code)
                if len(codes) <= _MOST_OPTIONS
            ),
        )
        for axis, codes in list(kin_of(store, code).items())[:_MOST_PROMPTS]
    )
