"""The exception tree. Messages say what to do and never carry note text.

CodingAssistError
├── InputError                 the caller's input cannot be coded as it is
│   ├── EmptyNoteError         no text, or only white space
│   ├── NoteTooLongError       more code points than the limit
│   ├── NotTextError           binary content or lone surrogates
│   ├── UnknownSettingError    not outpatient, inpatient or emergency
│   ├── UnknownPolicyError     not billing or mentions
│   ├── UnknownSystemError     a code system that no table is loaded for
│   ├── DateOfServiceError     not a date, or before ICD-10-CM was in force
│   └── BatchRowError          a row of a batch file that cannot be read
├── CodeSetError               the code tables themselves
│   ├── CodeSetFileError       a table or vocabulary file is missing or malformed
│   └── UnknownCodeError       a code that is in no loaded table
└── ModelError                 a model file is not what the manifest says, or gives no number
"""


class CodingAssistError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(CodingAssistError):
    """The caller's input cannot be coded as it is."""


class EmptyNoteError(InputError):
    """The note holds no text, or only white space."""


class NoteTooLongError(InputError):
    """The note holds more code points than the limit."""


class NotTextError(InputError):
    """The note is binary, or holds characters that no text file can carry."""


class UnknownSettingError(InputError):
    """The setting is not outpatient, inpatient or emergency."""


class UnknownPolicyError(InputError):
    """The policy is not billing or mentions."""


class UnknownSystemError(InputError):
    """No table is loaded for this code system."""


class DateOfServiceError(InputError):
    """The date of service is no date, or lies before ICD-10-CM was in force."""


class BatchRowError(InputError):
    """A row of a batch file cannot be read."""


class CodeSetError(CodingAssistError):
    """Something is wrong with the code tables."""


class CodeSetFileError(CodeSetError):
    """A table or vocabulary file is missing or malformed."""


class UnknownCodeError(CodeSetError):
    """The code is in no loaded table."""


class ModelError(CodingAssistError):
    """A model file is not what the manifest says, or what it gives is no number."""
