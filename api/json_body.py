"""Read JSON bodies strictly: UTF-8, no NaN, no lone surrogates, no deep nesting."""

from collections.abc import Callable, Coroutine
from email.message import Message
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from pydantic_core import from_json


class JsonRequest(Request):
    """A request whose JSON is what RFC 8259 calls JSON, nothing more."""

    async def json(self) -> Any:
        """Parse the body; the standard library's parser lets NaN and lone surrogates through.

        Raises:
            HTTPException: 400; the parser's own message stays out, it may quote the body.
        """
        body = await self.body()
        try:
            return from_json(body, allow_inf_nan=False)
        except ValueError:
            raise HTTPException(
                HTTPStatus.BAD_REQUEST,
                "The body is not valid JSON in UTF-8. NaN, lone surrogates and nesting deeper "
                "than 200 levels are refused.",
            ) from None


class JsonRoute(APIRoute):
    """A route that takes `application/json` alone."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Check the media type first, then hand the strict request on."""
        handle = super().get_route_handler()

        async def handle_json(request: Request) -> Response:
            if self.body_field and not _is_json(request.headers.get("content-type", "")):
                raise HTTPException(
                    HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send `Content-Type: application/json`."
                )
            return await handle(JsonRequest(request.scope, request.receive))

        return handle_json


def _is_json(content_type: str) -> bool:
    header = Message()
    header["content-type"] = content_type
    charset = header.get_content_charset() or "utf-8"
    return header.get_content_type() == "application/json" and charset in ("utf-8", "utf8")
