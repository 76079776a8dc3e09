"""Version 1 of the routes: what is here stays as it is."""

from fastapi import APIRouter

from api.v1 import codes, suggest

router = APIRouter()
router.include_router(suggest.router)
router.include_router(codes.router)
