"""The chapter of a code: what coders call the part of the classification it stands in."""

from bisect import bisect_right

from coding_assist.note import CodeSystem
from eval.code_key import code_key

_ICD10CM = (
    ("A00", "1 Infectious and parasitic"),
    ("C00", "2 Neoplasms"),
    ("D50", "3 Blood and immune"),
    ("E00", "4 Endocrine, nutritional, metabolic"),
    ("F00", "5 Mental and behavioral"),
    ("G00", "6 Nervous system"),
    ("H00", "7 Eye"),
    ("H60", "8 Ear"),
    ("I00", "9 Circulatory"),
    ("J00", "10 Respiratory"),
    ("K00", "11 Digestive"),
    ("L00", "12 Skin"),
    ("M00", "13 Musculoskeletal"),
    ("N00", "14 Genitourinary"),
    ("O00", "15 Pregnancy and childbirth"),
    ("P00", "16 Perinatal"),
    ("Q00", "17 Congenital"),
    ("R00", "18 Symptoms, signs, findings"),
    ("S00", "19 Injury and poisoning"),
    ("U00", "22 Special purposes"),
    ("V00", "20 External causes"),
    ("Z00", "21 Factors influencing health status"),
)
_CPT = (
    ("00000", "Anesthesia"),
    ("02000", "Surgery"),
    ("70000", "Radiology"),
    ("80000", "Laboratory and pathology"),
    ("90000", "Medicine"),
    ("99202", "Evaluation and management"),
    ("99500", "Medicine"),
)
_ICD10PCS = {
    "0": "0 Medical and surgical",
    "1": "1 Obstetrics",
    "2": "2 Placement",
    "3": "3 Administration",
    "4": "4 Measurement and monitoring",
    "5": "5 Extracorporeal assistance",
    "6": "6 Extracorporeal therapies",
    "7": "7 Osteopathic",
    "8": "8 Other procedures",
    "9": "9 Chiropractic",
    "B": "B Imaging",
    "C": "C Nuclear medicine",
    "D": "D Radiation therapy",
    "F": "F Rehabilitation and audiology",
    "G": "G Mental health",
    "H": "H Substance abuse treatment",
    "X": "X New technology",
}
UNKNOWN = "unknown"


def chapter_of(system: CodeSystem, code: str) -> str:
    """Give the chapter (ICD-10-CM), section (ICD-10-PCS, CPT) or letter (HCPCS) of a code."""
    key = code_key(code)
    if system is CodeSystem.ICD10CM:
        return _within(_ICD10CM, key)
    if system is CodeSystem.ICD10PCS:
        return _ICD10PCS.get(key[:1], UNKNOWN)
    if system is CodeSystem.CPT and key[-1:] in ("F", "T"):
        return "Category II" if key.endswith("F") else "Category III"
    return _within(_CPT, key) if system is CodeSystem.CPT else key[:1] or UNKNOWN


def _within(parts: tuple[tuple[str, str], ...], key: str) -> str:
    at = bisect_right([start for start, _ in parts], key) - 1
    return parts[at][1] if at >= 0 else UNKNOWN
