"""How codes are shown: in one line, and in full."""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import BaseModel, Field

from coding_assist import CodeSystem
from coding_assist.codes import Code, CodeStore


class CodeSummary(BaseModel):
    """A code in one line."""

    system: CodeSystem
    code: Annotated[str, Field(examples=["I50.9"])]
    display: Annotated[str, Field(examples=["Heart failure, unspecified"])]
    billable: Annotated[bool, Field(description="complete, so that a claim may carry it")]

    @classmethod
    def of(cls, code: Code) -> Self:
        """Summarize a code of the store."""
        return cls(system=code.system, code=code.code, display=code.title, billable=code.billable)

    @classmethod
    def of_each(cls, codes: Iterable[Code]) -> tuple[Self, ...]:
        """Summarize several."""
        return tuple(cls.of(code) for code in codes)


class Instruction(BaseModel):
    """A note of the Tabular List; it applies to the code it stands at and to all below."""

    code: Annotated[str, Field(description="where it stands", examples=["I50"])]
    kind: Annotated[str, Field(examples=["code_first"])]
    text: str


class CodeDetails(CodeSummary):
    """A code with its place in the table."""

    valid_from: Annotated[str, Field(description="release", examples=["2026-04-01"])]
    ancestors: Annotated[tuple[CodeSummary, ...], Field(description="headers, nearest first")]
    children: Annotated[tuple[CodeSummary, ...], Field(description="codes one level below")]
    instructions: tuple[Instruction, ...]

    @classmethod
    def of_entry(cls, store: CodeStore, code: Code) -> Self:
        """Gather what the store has on a code."""
        above = tuple(store.ancestors(code))
        return cls(
            **CodeSummary.of(code).model_dump(),
            valid_from=store.releases()[code.system],
            ancestors=CodeSummary.of_each(above),
            children=CodeSummary.of_each(store.children(code)),
            instructions=tuple(
                Instruction(code=at.code, kind=note.kind, text=note.text)
                for at in (code, *above)
                for note in store.notes(at)
            ),
        )


class SearchResult(BaseModel):
    """Codes found, best first."""

    codes: tuple[CodeSummary, ...]
