"""Suggest billing codes for a clinical note, each with the exact words that support it."""

from coding_assist.assistant import CodingAssistant
from coding_assist.errors import CodingAssistError, InputError
from coding_assist.note import CodeSystem, Note, Patient, Policy, Setting, Sex
from coding_assist.suggestion import Evidence, Finding, Suggestion, SuggestionSet, Withheld
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
    "Setting",
    "Sex",
    "Suggestion",
    "SuggestionSet",
    "Withheld",
    "__version__",
]
