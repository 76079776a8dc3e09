"""What an operator can set, read from the environment once, when the app is made."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

PREFIX = "CODING_ASSIST_"
"""Every setting is an environment variable of this prefix and its name in capitals."""


class Settings(BaseModel):
    """The settings of one app."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    host: Annotated[str, Field(description="address that `python -m api` listens on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535, description="port it listens on")] = 8000
    body_limit: Annotated[
        int, Field(ge=1_024, description="largest request body, in bytes; more is answered 413")
    ] = 1_048_576
    cache: Annotated[
        Path | None, Field(description="folder of the compiled tables; default: the user's cache")
    ] = None
    docs: Annotated[bool, Field(description="serve `/docs` and `/openapi.json`")] = True
    time_limit: Annotated[
        float, Field(gt=0, le=600, description="seconds until a request is answered 503")
    ] = 9
    worker_threads: Annotated[
        int, Field(ge=1, le=64, description="requests worked on at a time; more wait their turn")
    ] = 2

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings; a variable that is empty or absent keeps its default.

        Raises:
            pydantic.ValidationError: a value is out of range; it names the setting.
        """
        given = {name: environment.get(PREFIX + name.upper()) for name in cls.model_fields}
        return cls.model_validate({name: value for name, value in given.items() if value})
