"""Refuse a request body that is too large, whether its length is declared or not."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """Count the bytes that arrive; past `limit` the answer is 413 and reading stops.

    A declared length is not believed: chunked bodies declare none, and a client may lie.
    """

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, counting its body."""
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.limit:
                # Raised where the body is read: FastAPI lets an HTTPException through.
                raise HTTPException(413, f"The body is larger than {self.limit:,} bytes.")
            return message

        await self.app(scope, counted, send)
