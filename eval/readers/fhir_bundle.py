"""The parts of an R4 Bundle that labelled notes are made of; everything else is ignored."""

import base64
import binascii
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import LabelledRowError


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class Reference(_Part):
    """A literal reference; "" where it is a logical one."""

    reference: str = ""


class Coding(_Part):
    """A code and the URI of its system."""

    system: str = ""
    code: str = ""


class Concept(_Part):
    """Codings that all say the same."""

    coding: tuple[Coding, ...] = ()

    def says(self, *codes: str) -> bool:
        """Tell whether any coding has one of these codes."""
        return any(c.code in codes for c in self.coding)


class Attachment(_Part):
    """Content, in base64."""

    content_type: str = Field("", alias="contentType")
    data: str = ""


class Content(_Part):
    """One rendering of a document."""

    attachment: Attachment


class Period(_Part):
    """Begins on the first ten characters."""

    start: str = ""


class Context(_Part):
    """What a document is about."""

    encounter: tuple[Reference, ...] = ()
    period: Period = Period()
    related: tuple[Reference, ...] = ()


class EncounterDiagnosis(_Part):
    """A condition of the encounter and its place in the order."""

    condition: Reference = Reference()
    rank: int | None = None


class CitedEvidence(_Part):
    """What a condition rests on."""

    detail: tuple[Reference, ...] = ()


class Resource(_Part):
    """A DocumentReference, Condition, Procedure or Encounter: the union of what we read."""

    resource_type: str = Field(alias="resourceType")
    id: str = ""
    status: str = ""
    subject: Reference = Reference()
    encounter: Reference = Reference()
    context: Context = Context()
    content: tuple[Content, ...] = ()
    code: Concept = Concept()
    verification: Concept = Field(Concept(), alias="verificationStatus")
    evidence: tuple[CitedEvidence, ...] = ()
    klass: Coding = Field(Coding(), alias="class")
    diagnosis: tuple[EncounterDiagnosis, ...] = ()

    def text(self) -> str:
        """Give the document's plain text.

        Raises:
            LabelledRowError: there is none, or it cannot be decoded.
        """
        for content in self.content:
            attached = content.attachment
            if attached.data and attached.content_type.lower().startswith(_PLAIN):
                return _decoded(attached)
        raise LabelledRowError("The DocumentReference has no text/plain attachment with data.")


class Entry(_Part):
    """An entry of a Bundle."""

    full_url: str = Field("", alias="fullUrl")
    resource: Annotated[dict[str, Any], Field(default_factory=dict)]

    def read(self) -> Resource | None:
        """Give the resource, or None where it is of a type we do not read.

        Raises:
            LabelledRowError: names the element at fault.
        """
        if self.resource.get("resourceType") not in _READ:
            return None
        try:
            return Resource.model_validate(self.resource)
        except ValidationError as error:
            first = error.errors(include_input=False, include_context=False, include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise LabelledRowError(f"`{where}`: {first['msg']}.") from None


class Bundle(_Part):
    """A Bundle of any type."""

    entry: tuple[Entry, ...] = ()


_PLAIN = "text/plain"
_READ = frozenset({"DocumentReference", "Condition", "Procedure", "Encounter"})


def _decoded(attached: Attachment) -> str:
    try:
        return base64.b64decode(attached.data, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise LabelledRowError("The attachment is not base64 of UTF-8 text.") from None
