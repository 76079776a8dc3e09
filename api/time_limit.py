"""Answer within a time limit, whatever the note, the load or the speed of the client."""

import asyncio
from collections.abc import Awaitable

from anyio import CancelScope
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer_problem


class TimeLimit:
    """Answer 503 when the app has not begun its answer after `seconds`.

    A request that waits for a worker thread is dropped. One that has a thread keeps it until its
    work is done (Python cannot stop a thread), so the work going on stays bounded.
    """

    def __init__(self, app: ASGIApp, *, seconds: float) -> None:
        self.app = app
        self.seconds = seconds
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or say that it took too long."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        gate, work = _Gate(send), CancelScope()
        task = asyncio.ensure_future(_run(self.app(scope, receive, gate), work))
        done, _ = await asyncio.wait({task}, timeout=self.seconds)
        if done or gate.started:
            await task
            return
        gate.closed = True
        work.cancel()
        self._abandon(task)
        await answer_problem(scope, 503, _LATE, headers={"Retry-After": "10"})(scope, receive, send)

    def _abandon(self, task: asyncio.Task[None]) -> None:
        """Let the task end by itself; asyncio would log an exception that nobody fetches."""
        self._late.add(task)
        task.add_done_callback(self._late.discard)
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())


class _Gate:
    """Lets messages through until it is closed."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False
        self.closed = False

    async def __call__(self, message: Message) -> None:
        if not self.closed:
            self.started = True
            await self._send(message)


async def _run(work: Awaitable[None], cancel_scope: CancelScope) -> None:
    """Wait within anyio's scope: unlike a task's own cancellation it leaves threads their slot."""
    with cancel_scope:
        await work


_LATE = "There was no answer in time. Send a shorter note, or try again later."
