"""Fixtures that many tests share."""

import pytest

from coding_assist import CodingAssistant


@pytest.fixture(scope="session")
def assistant() -> CodingAssistant:
    """The real assistant on the real tables, compiled once and kept in the user's cache."""
    return CodingAssistant.load()
