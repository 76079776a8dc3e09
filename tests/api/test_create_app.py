import ast
from pathlib import Path

import pytest

import coding_assist
from api.app import create_app
from api.settings import Settings


def test_apps_share_nothing():
    one, other = create_app(Settings()), create_app(Settings(docs=False))
    assert one.state.loader is not other.state.loader
    assert one.openapi_url
    assert other.openapi_url is None
    assert other.docs_url is None or "/docs" not in [getattr(r, "path", "") for r in other.routes]


@pytest.mark.parametrize(
    "path", ["/health/live", "/v1/codes/search?q=gout", "/nowhere", "/openapi.json", "/docs"]
)
def test_every_answer_carries_our_headers(client, path):
    headers = client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert len(headers["x-request-id"]) == 36


def test_the_library_never_imports_the_service():
    for file in Path(coding_assist.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [n for n in names if n.split(".")[0] == "api"], file
