"""Serve: `python -m api`."""

import logging
import os

import uvicorn

from api.app import create_app
from api.settings import Settings


def main() -> None:
    """Run one server process. uvicorn's own access log would print paths; ours does not."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = Settings.from_environment(os.environ)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, access_log=False)


if __name__ == "__main__":
    main()
