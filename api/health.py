"""Whether the process lives, and whether it can answer."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.dependencies import LoadedAssistant
from api.openapi import problems
from coding_assist import __version__

router = APIRouter(prefix="/health", tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """The service can code notes."""

    status: Literal["ready"] = "ready"
    version: Annotated[str, Field(examples=[__version__])] = __version__
    code_sets: Annotated[
        dict[str, str],
        Field(
            description="each loaded table and the date it is valid from",
            examples=[{"ICD10CM": "2026-04-01"}],
        ),
    ]


@router.get("/live", summary="Is the process alive?", responses=problems())
async def live() -> Alive:
    """Answer as soon as the process serves, loaded or not. Restart it when this fails."""
    return Alive()


@router.get("/ready", summary="Can notes be coded?", responses=problems(503))
async def ready(assistant: LoadedAssistant) -> Ready:
    """Answer 503 until the code tables are loaded. Send no notes before."""
    return Ready(code_sets=assistant.codes.releases())
