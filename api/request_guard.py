"""The outermost layer: a request's id, its headers, its log line and the last line of defence."""

import logging
import time
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer_problem

_log = logging.getLogger(__name__)


class RequestGuard:
    """Wrap every request; nothing gets out but an answer.

    Logged are the id, the route's template, the status and the time: never the path as it came,
    the query, a header, a body or the message of an exception. Any of them may name a patient.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request; an exception nobody expected becomes a 500 without details."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = str(uuid4())
        answer = _Answer(scope, send)
        try:
            await self.app(scope, receive, answer)
        except Exception as error:
            _log.error("%s failed: %s", scope["state"]["request_id"], type(error).__name__)
            if not answer.status:
                await answer_problem(scope, 500, _SORRY)(scope, receive, answer)
        answer.log()


class _Answer:
    """Sends one answer, with our headers on it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._begin = time.perf_counter()
        self._request_id: str = scope["state"]["request_id"]
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._request_id
            headers["Cache-Control"] = "no-store"
            headers["X-Content-Type-Options"] = "nosniff"
            self._scope["query_string"] = b""  # uvicorn's access log would print it now
        await self._send(message)

    def log(self) -> None:
        """Write the one line of this request."""
        route = getattr(self._scope.get("route"), "path", "no route")
        milliseconds = 1000 * (time.perf_counter() - self._begin)
        _log.info("%s %s %d %.0f ms", self._request_id, route, self.status, milliseconds)


_SORRY = "Something unexpected happened. The log names it by the id in `instance`."
