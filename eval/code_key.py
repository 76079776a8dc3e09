"""How codes are written, and by what they are compared."""

from coding_assist.note import CodeSystem

_NAMES = {
    "ICD10CM": CodeSystem.ICD10CM,
    "ICD10": CodeSystem.ICD10CM,
    "10CM": CodeSystem.ICD10CM,
    "I10C": CodeSystem.ICD10CM,
    "ICD10PCS": CodeSystem.ICD10PCS,
    "10PCS": CodeSystem.ICD10PCS,
    "I10P": CodeSystem.ICD10PCS,
    "CPT": CodeSystem.CPT,
    "CPT4": CodeSystem.CPT,
    "C4": CodeSystem.CPT,
    "HCPCS": CodeSystem.HCPCS,
    "HCPCSLEVELII": CodeSystem.HCPCS,
}
_URIS = {
    "hl7.org/fhir/sid/icd-10-cm": CodeSystem.ICD10CM,
    "www.cms.gov/Medicare/Coding/ICD10": CodeSystem.ICD10PCS,
    "hl7.org/fhir/sid/icd-10-pcs": CodeSystem.ICD10PCS,
    "www.ama-assn.org/go/cpt": CodeSystem.CPT,
    "www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets": CodeSystem.HCPCS,
}


def code_key(code: str) -> str:
    """Give what a code is compared by: upper case, no dot."""
    return code.strip().upper().replace(".", "")


def written_code(system: CodeSystem, code: str) -> str:
    """Write a code as people do: upper case, and the dot where ICD-10-CM has one."""
    key = code_key(code)
    if system is CodeSystem.ICD10CM and len(key) > 3:
        return f"{key[:3]}.{key[3:]}"
    return key


def system_named(name: str) -> CodeSystem | None:
    """Find a code system by a name ("ICD-10-CM", "cpt") or a FHIR URI, or None."""
    name = name.strip()
    if "://" in name:
        return _URIS.get(name.split("://", 1)[1].rstrip("/"))
    return _NAMES.get("".join(c for c in name.upper() if c.isalnum()))
