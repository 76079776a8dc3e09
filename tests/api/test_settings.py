from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings


def test_an_empty_environment_gives_the_defaults():
    assert Settings.from_environment({}) == Settings()
    assert Settings().body_limit == 1_048_576


def test_variables_win_over_defaults():
    settings = Settings.from_environment(
        {
            "CODING_ASSIST_BODY_LIMIT": "2048",
            "CODING_ASSIST_CACHE": "/var/cache/tables",
            "CODING_ASSIST_DOCS": "off",
            "CODING_ASSIST_WORKER_THREADS": "",
        }
    )
    assert settings == Settings(body_limit=2048, cache=Path("/var/cache/tables"), docs=False)


@pytest.mark.parametrize(
    ("name", "value"), [("BODY_LIMIT", "lots"), ("WORKER_THREADS", "0"), ("DOCS", "sometimes")]
)
def test_a_bad_value_is_refused_by_name_and_not_repeated(name, value):
    with pytest.raises(ValidationError, match=name.lower()) as caught:
        Settings.from_environment({f"CODING_ASSIST_{name}": value})
    assert f"'{value}'" not in str(caught.value)
