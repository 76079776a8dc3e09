"""Fill the templates. Everything that goes in is escaped; jinja2 is imported on the first page."""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from eval.errors import MissingPackageError
from eval.report.wording import (
    FIGURES,
    NONE,
    SYSTEM_NAMES,
    CodeTitles,
    decimal,
    percent,
    plain_sentence,
    words,
)

if TYPE_CHECKING:
    from jinja2 import Environment


def fill(template: str, titles: CodeTitles, **values: object) -> str:
    """Fill a template of `templates/`.

    Args:
        template: its file name.
        titles: names codes.
        values: by the names that the template uses.

    Raises:
        MissingPackageError: jinja2 is not installed.
    """
    environment = _environment()
    script = environment.get_template("page.js").render()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = environment.get_template(template)
    return page.render(titles=titles, script=script, script_sha256=digest, **values)


@cache
def _environment() -> "Environment":
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise MissingPackageError("Reports need jinja2: coding-assist[eval].") from None
    environment = Environment(
        loader=PackageLoader("eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(percent=percent, decimal=decimal, words=words)
    environment.globals.update(
        FIGURES=FIGURES, NONE=NONE, SYSTEM_NAMES=SYSTEM_NAMES, plain_sentence=plain_sentence
    )
    return environment
