"""What is known of the patient, in words that titles of codes use."""

import re

from coding_assist.note import Note, Sex

_FEMALE = re.compile(r"\b(?:she|her|woman|female|lady|girl|mrs|ms)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:he|his|him|man|male|gentleman|boy|mr)\b", re.IGNORECASE)
_WORD = {Sex.FEMALE: "female", Sex.MALE: "male"}


def patient_words(note: Note) -> frozenset[str]:
    """Give "female" or "male" as recorded, else as the note calls the patient, else nothing."""
    if note.patient.sex is not None:
        return frozenset({_WORD[note.patient.sex]})
    female = len(_FEMALE.findall(note.text))
    male = len(_MALE.findall(note.text))
    if female == male:
        return frozenset()
    return frozenset({"female" if female > male else "male"})
