"""The exception tree of the evaluation. Messages name files and lines and carry no note text.

CodingAssistError
└── EvaluationError                the evaluation cannot go on
    ├── LabelledFileError          a labelled file or folder cannot be read at all
    │   ├── UnknownFormatError     no reader for this path, or no format of this name
    │   └── BadRowsError           rows that cannot be read, and `skip_bad` was not asked for
    ├── LabelledRowError           one row or entry cannot be read; readers turn it into a `BadRow`
    ├── LabelSourceError           a source of our own notes is not as its form demands
    ├── PredictionFileError        a file of predictions cannot be read
    ├── ReportFileError            a `report.json` cannot be read
    ├── BaselineError              there is no baseline to compare with
    ├── UnequalNotesError          two runs to compare do not hold the same notes
    └── MissingPackageError        a package of the extra `eval` is not installed
"""

from coding_assist.errors import CodingAssistError


class EvaluationError(CodingAssistError):
    """The evaluation cannot go on."""


class LabelledFileError(EvaluationError):
    """A labelled file or folder cannot be read at all."""


class UnknownFormatError(LabelledFileError):
    """There is no reader for this path, or no format of this name."""


class BadRowsError(LabelledFileError):
    """Some rows cannot be read, and `skip_bad` was not asked for."""


class LabelledRowError(EvaluationError):
    """One row or entry of a labelled file cannot be read."""


class LabelSourceError(EvaluationError):
    """A source of our own notes is not written as its form demands."""


class PredictionFileError(EvaluationError):
    """A file of predictions cannot be read."""


class ReportFileError(EvaluationError):
    """A `report.json` cannot be read."""


class BaselineError(EvaluationError):
    """There is no baseline of this version to compare with."""


class UnequalNotesError(EvaluationError):
    """Two runs to compare do not hold the same notes."""


class MissingPackageError(EvaluationError):
    """A package of the extra `eval` is not installed."""
