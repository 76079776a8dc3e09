"""What the OpenAPI document says of errors, and where FastAPI needs correcting."""

from typing import Any

from fastapi import FastAPI

from api.problems import MEDIA_TYPE, Problem

STATUSES = {
    400: "The body is not valid JSON in UTF-8.",
    404: "No loaded table has this code.",
    413: "The body is larger than the limit.",
    415: "The body is not `application/json`.",
    422: "A value is missing or invalid; `errors` says which.",
    500: "Something unexpected happened; the log has the id in `instance`.",
    503: "The code tables are not loaded yet, or the answer took too long.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document the errors of a route, 500 besides."""
    return {s: {"model": Problem, "description": STATUSES[s]} for s in (*statuses, 500)}


class DocumentedAPI(FastAPI):
    """A FastAPI whose document gives problems their media type; FastAPI knows one a route."""

    def openapi(self) -> dict[str, Any]:
        """Give the document; it is made once."""
        if self.openapi_schema is None:
            for operations in super().openapi()["paths"].values():
                for operation in operations.values():
                    _name_problems(operation["responses"])
        return super().openapi()


def _name_problems(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        if status >= "400":
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
