"""Make the service."""

import os
from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware import Middleware

from api import health, v1
from api.body_limit import BodyLimit
from api.loader import Loader, load_warm
from api.openapi import DocumentedAPI
from api.problems import HANDLERS
from api.request_guard import RequestGuard
from api.settings import Settings
from api.time_limit import TimeLimit
from coding_assist import __version__


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make an app; it loads the code tables when it is started.

    Args:
        settings: by default read from the environment.
    """
    settings = settings or Settings.from_environment(os.environ)
    app = DocumentedAPI(
        title="coding-assist",
        summary="Suggests billing codes for a clinical note, each with the words that support it.",
        version=__version__,
        openapi_url="/openapi.json" if settings.docs else None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers=HANDLERS,
        middleware=_middleware(settings),
        lifespan=_lifespan,
        # It would export exception messages and query strings.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.settings = settings
    app.state.loader = Loader(partial(load_warm, folder=settings.cache))
    app.include_router(health.router)
    app.include_router(v1.router)
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    """Outermost first."""
    return [
        Middleware(RequestGuard),
        Middleware(TimeLimit, seconds=settings.time_limit),
        Middleware(BodyLimit, limit=settings.body_limit),
    ]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Load while the health routes already answer; wait for the thread at the end."""
    current_default_thread_limiter().total_tokens = app.state.settings.worker_threads
    loading = create_task(app.state.loader.run())
    yield
    await loading
