"""docs/api.md names every route, setting and status, and its example is the service's own."""

import json
import re
from pathlib import Path

import pytest

from api.openapi import STATUSES
from api.settings import PREFIX, Settings

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")


def test_every_route_is_on_the_page(client):
    document = client.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"| `{method.upper()} {path}` |" in PAGE


def test_every_field_of_the_body_is_on_the_page(client):
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for name in (*schemas["SuggestRequest"]["properties"], "age_years", "sex"):
        assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_on_the_page_with_its_default(name):
    (row,) = re.findall(rf"^\| `{PREFIX}{name.upper()}` \| (.+) \| .+ \|$", PAGE, re.M)
    default = Settings.model_fields[name].default
    assert default is None or row == f"`{json.dumps(default).strip(chr(34))}`"


@pytest.mark.parametrize("status", [*STATUSES, 405])
def test_every_status_is_on_the_page(status):
    assert f"\n| {status} | " in PAGE


def test_the_example_is_answered_as_shown(client):
    """The score moves with the vocabulary; what is suggested, and why, does not."""
    sent, shown = re.search(r"-d '(.+?)'.*?\n(\{.+?\n\})\n```", PAGE, re.S).groups()
    answer = client.post("/v1/suggest", json=json.loads(sent)).json()
    shown = json.loads(shown)
    assert set(answer) == set(shown)
    assert codes(answer) == codes(shown)


def codes(answer):
    return [(s["system"], s["code"], s["evidence"]) for s in answer["suggestions"]]
