"""`POST /v1/suggest`: a note in, suggested codes with evidence out."""

from typing import Annotated

from fastapi import APIRouter, Body, Response
from fastapi.openapi.models import Example

from api.dependencies import LoadedAssistant
from api.json_body import JsonRoute
from api.openapi import problems
from api.v1.suggest_request import SuggestRequest
from coding_assist import SuggestionSet

router = APIRouter(prefix="/v1", route_class=JsonRoute, tags=["suggest"])

EXAMPLES: dict[str, Example] = {
    "clinic": {
        "summary": "A clinic note",
        "value": {
            "note_id": "visit-1",
            "text": "Assessment: Type 2 diabetes mellitus with diabetic neuropathy. Hypertension.",
        },
    },
    "inpatient": {
        "summary": "An inpatient note, its date of service, and options",
        "value": {
            "note_id": "stay-7",
            "text": "Discharge diagnosis: acute appendicitis. Laparoscopic appendectomy.",
            "setting": "inpatient",
            "date_of_service": "2026-05-04",
            "patient": {"age_years": 34, "sex": "F"},
            "systems": ["ICD10CM", "ICD10PCS"],
            "min_score": 0.2,
            "max_suggestions": 10,
        },
    },
}


@router.post(
    "/suggest",
    summary="Suggest codes for a note",
    response_model=SuggestionSet,
    responses=problems(400, 413, 415, 422, 503),
)
def suggest(
    request: Annotated[SuggestRequest, Body(openapi_examples=EXAMPLES)],
    assistant: LoadedAssistant,
) -> Response:
    """Suggest billing codes, best first, each with the exact words that support it.

    What the note names but must not be billed is in `withheld`, with the reason. A coder decides;
    nothing of the note is kept. The same request gives the same bytes.
    """
    found = assistant.suggest(
        request.to_note(),
        policy=request.policy,
        systems=tuple(dict.fromkeys(request.systems)),
        min_score=request.min_score,
        max_suggestions=request.max_suggestions,
    )
    # Written here, in the worker thread: a long note's answer would hold the event loop up.
    return Response(found.model_dump_json(), media_type="application/json")
