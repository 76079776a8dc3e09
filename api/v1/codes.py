"""`GET /v1/codes`: search the code tables, and look one code up."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import LoadedAssistant
from api.openapi import problems
from api.v1.code_views import CodeDetails, CodeSummary, SearchResult
from coding_assist import CodeSystem

router = APIRouter(prefix="/v1/codes", tags=["codes"])


class SearchQuery(BaseModel):
    """What to search for; a parameter that is not here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=200,
            description="Words of the code's title, or beginnings of words.",
            examples=["heart failure"],
        ),
    ]
    system: Annotated[CodeSystem | None, Field(description="Only this code system.")] = None
    limit: Annotated[int, Field(ge=1, le=100, description="At most so many.")] = 20


@router.get("/search", summary="Search codes by words", responses=problems(422, 503))
def search(query: Annotated[SearchQuery, Query()], assistant: LoadedAssistant) -> SearchResult:
    """Find codes, headers too, whose title, terms or code hold every word, best first."""
    found = assistant.codes.search(query.q, query.system, query.limit)
    return SearchResult(codes=CodeSummary.of_each(found))


@router.get("/{system}/{code}", summary="Look a code up", responses=problems(404, 422, 503))
def look_up(
    system: CodeSystem,
    code: Annotated[
        str,
        Path(
            max_length=10,
            pattern="^[A-Za-z0-9.]+$",
            description="In any case, with or without the dot.",
            examples=["E11.22"],
        ),
    ],
    assistant: LoadedAssistant,
) -> CodeDetails:
    """Give a code with the headers above it, the codes below and the instructions that apply."""
    found = next((c for c in assistant.codes.look_up(code) if c.system is system), None)
    if found is None:
        raise HTTPException(404, f"The loaded {system} table has no such code.")
    return CodeDetails.of_entry(assistant.codes, found)
