import base64
import json
from datetime import date

import pytest

from coding_assist.note import CodeSystem, Setting
from eval.readers import read_labelled

ICD = "http://hl7.org/fhir/sid/icd-10-cm"
CPT = "http://www.ama-assn.org/go/cpt"


def ref(name):
    return {"reference": name}


def document(text="Gout.", **more):
    data = base64.b64encode(text.encode()).decode()
    attachment = {"contentType": "text/plain; charset=utf-8", "data": data}
    return {
        "resourceType": "DocumentReference", "id": "d1", "status": "current",
        "subject": ref("Patient/p1"), "context": {"encounter": [ref("Encounter/e1")]},
        "content": [{"attachment": attachment}], **more,
    }  # fmt: skip


def condition(*codings, **more):
    return {
        "resourceType": "Condition", "id": "c1", "subject": ref("Patient/p1"),
        "code": {"coding": [{"system": s, "code": c} for s, c in codings]}, **more,
    }  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def read_bundle(*resources, **more):
        entries = [r if "resource" in r else {"resource": r} for r in resources]
        path = tmp_path / "bundle.json"
        path.write_text(json.dumps({"resourceType": "Bundle", "entry": entries}))
        return read_labelled(path, **more)

    return read_bundle


def codes(reading):
    return [(c.system, c.code) for c in reading.notes[0].codes]


def test_conditions_and_procedures_of_the_encounter_are_the_codes(read):
    procedure = {
        **condition((CPT, "20610"), encounter=ref("Encounter/e1")),
        "resourceType": "Procedure", "id": "x1", "status": "completed",
    }  # fmt: skip
    other = condition((ICD, "I10"), id="c2", encounter=ref("Encounter/e2"))
    first = condition((ICD, "M109"), encounter=ref("Encounter/e1"))
    reading = read(document(), first, other, procedure)
    assert codes(reading) == [(CodeSystem.ICD10CM, "M10.9"), (CodeSystem.CPT, "20610")]
    assert reading.notes[0].note.text == "Gout."


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"encounter": ref("http://server/fhir/Encounter/e1/_history/2")},
        {"evidence": [{"detail": [ref("DocumentReference/d1")]}], "subject": ref("Patient/p9")},
    ],
)
def test_a_condition_belongs_by_subject_encounter_or_evidence(read, more):
    assert len(codes(read(document(), condition((ICD, "M10.9"), **more)))) == 1


def test_a_document_may_name_its_conditions(read):
    context = {"related": [ref("urn:uuid:1")]}
    entry = {"fullUrl": "urn:uuid:1", "resource": condition((ICD, "M10.9"), subject={})}
    assert len(codes(read(document(context=context), entry))) == 1


def test_another_patients_conditions_do_not_belong(read):
    reading = read(document(), condition((ICD, "M10.9"), subject=ref("Patient/p2")))
    assert codes(reading) == []


@pytest.mark.parametrize("status", ["refuted", "entered-in-error"])
def test_what_was_refuted_is_no_code(read, status):
    verification = {"coding": [{"code": status}]}
    reading = read(document(), condition((ICD, "M10.9"), verificationStatus=verification))
    assert codes(reading) == []


def test_more_codings_of_a_system_are_alternatives(read):
    snomed = ("http://snomed.info/sct", "90560007")
    (code,) = read(document(), condition(snomed, (ICD, "M10.9"), (ICD, "M1A.9XX0"))).notes[0].codes
    assert (code.code, code.alternatives) == ("M10.9", ("M1A.9XX0",))


def test_the_encounter_gives_setting_and_principal_diagnosis(read):
    encounter = {
        "resourceType": "Encounter", "id": "e1", "class": {"code": "IMP"},
        "diagnosis": [{"condition": ref("Condition/c1"), "rank": 1}],
    }  # fmt: skip
    context = {"encounter": [ref("Encounter/e1")], "period": {"start": "2026-03-01T10:00:00Z"}}
    note = read(document(context=context), encounter, condition((ICD, "M10.9"))).notes[0]
    assert note.note.setting is Setting.INPATIENT
    assert note.note.date_of_service == date(2026, 3, 1)
    assert note.codes[0].role == "principal"


@pytest.mark.parametrize(
    ("resource", "problem"),
    [
        (document(content=[]), "no text/plain attachment"),
        (
            document(content=[{"attachment": {"contentType": "text/plain", "data": "%"}}]),
            "not base64",
        ),
        (document(subject="secret"), "`subject`"),
    ],
)
def test_a_bad_entry_is_named(read, resource, problem):
    (bad,) = read({"resourceType": "Patient"}, resource, skip_bad=True).bad
    assert bad.place == "bundle.json entry 2"
    assert problem in bad.problem
    assert "secret" not in bad.problem


def test_a_file_that_is_no_bundle_is_bad(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"entry": 1}')
    (bad,) = read_labelled(path, format="fhir", skip_bad=True).bad
    assert bad.problem == "This is no Bundle."
