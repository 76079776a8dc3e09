"""What routes may ask for, as annotated aliases."""

from typing import Annotated

from fastapi import Depends, HTTPException, Request

from api.loader import Loader
from coding_assist import CodingAssistant


async def get_loader(request: Request) -> Loader:
    """Give the app's loader."""
    loader: Loader = request.app.state.loader
    return loader


LoaderOfApp = Annotated[Loader, Depends(get_loader)]


async def get_assistant(loader: LoaderOfApp) -> CodingAssistant:
    """Give the loaded assistant.

    Raises:
        HTTPException: 503 while there is none.
    """
    if loader.failed:
        raise HTTPException(503, "The code tables could not be loaded. The log says why.")
    if loader.assistant is None:
        raise HTTPException(503, "The code tables are being loaded.", {"Retry-After": "5"})
    return loader.assistant


LoadedAssistant = Annotated[CodingAssistant, Depends(get_assistant)]
