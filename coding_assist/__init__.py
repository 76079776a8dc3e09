"""Suggest billing codes for a clinical note, each with the exact words that support it."""

from coding_assist.assistant import CodingAssistant
from coding_assist.deciding.query import provider_query
from coding_assist.errors import CodingAssistError, InputError
from coding_assist.note import CodeSystem, Note, Patient, Policy, Setting, Sex
from coding_assist.suggestion import (
    Evidence,
    Finding,
    Prompt,
    ProviderQuery,
    Suggestion,
    SuggestionSet,
    Withheld,
)
from coding_assist.version import __version__

__all__ = [
    "CodeSystem",
    "CodingAssistError",
    "CodingAssistant",
    "Evidence",
    "Finding",
    "InputError",
    "Note",
    "Patient",
    "Policy",
    "Prompt",
    "ProviderQuery",
    "Setting",
    "Sex",
    "Suggestion",
    "SuggestionSet",
    "Withheld",
    "__version__",
    "provider_query",
]
