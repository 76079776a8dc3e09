"""Errors as problem documents (RFC 9457). None repeats a word of what was sent."""

from collections.abc import Callable, Coroutine, Iterable, Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.types import Scope

from coding_assist import InputError

MEDIA_TYPE = "application/problem+json"


class InvalidField(BaseModel):
    """One value of the request that cannot be taken."""

    location: Annotated[str, Field(examples=["body/patient/sex"])]
    message: Annotated[str, Field(examples=["Input should be 'F' or 'M'"])]


class Problem(BaseModel):
    """What went wrong, in the words of RFC 9457."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: Annotated[str, Field(description="the status in words", examples=["Not Found"])]
    status: Annotated[int, Field(ge=400, le=599, examples=[404])]
    detail: Annotated[str, Field(description="what to do about it")]
    instance: Annotated[str, Field(description="the request's id, as in the log")]
    errors: Annotated[tuple[InvalidField, ...], Field(description="invalid values, if any")] = ()


def answer_problem(
    scope: Scope,
    status: int,
    detail: str,
    *,
    errors: Iterable[InvalidField] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Make the response for a problem."""
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=f"urn:uuid:{scope['state']['request_id']}",
        errors=tuple(errors),
    )
    return Response(problem.model_dump_json(), status, headers, MEDIA_TYPE)


async def on_http_exception(request: Request, error: HTTPException) -> Response:
    """Answer what a route or the framework refused; its detail is always a constant of ours."""
    return answer_problem(request.scope, error.status_code, error.detail, headers=error.headers)


async def on_invalid_request(request: Request, error: RequestValidationError) -> Response:
    """Say which values are invalid; pydantic's own `input` and `ctx` hold the note and stay out."""
    errors = [_invalid_field(e) for e in error.errors()]
    return answer_problem(request.scope, 422, "Some values are missing or invalid.", errors=errors)


async def on_input_error(request: Request, error: InputError) -> Response:
    """Answer a note that cannot be coded; the library's messages carry no note text."""
    return answer_problem(request.scope, 422, str(error))


def _invalid_field(error: Mapping[str, Any]) -> InvalidField:
    """Name the place and the fault. The name of an unknown key is input too, so it is left out."""
    place = error["loc"][:-1] if error["type"] == "extra_forbidden" else error["loc"]
    return InvalidField(location="/".join(map(str, place)), message=error["msg"])


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    HTTPException: on_http_exception,
    RequestValidationError: on_invalid_request,
    InputError: on_input_error,
}
"""Every error that is expected; what is not, `api.request_guard` answers."""
