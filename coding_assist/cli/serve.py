"""`coding-assist serve`: the REST service and the review screen."""

from typing import Annotated

import typer

from coding_assist.cli.progress import compiled_tables


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
    log_level: Annotated[
        str, typer.Option(metavar="critical|error|warning|info", help="What the server logs.")
    ] = "warning",
) -> None:
    """Run the service until it is stopped."""
    import uvicorn

    if log_level not in ("critical", "error", "warning", "info"):
        raise typer.BadParameter("Use one of: critical, error, warning, info.")
    compiled_tables()
    typer.echo(f"Serving on http://{host}:{port} (stop with Ctrl-C)", err=True)
    # No access log: addresses may carry note ids.
    uvicorn.run(
        "api.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level=log_level,
        access_log=False,
    )
