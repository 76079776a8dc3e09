"""Sides that a mention leaves to the rest of the note.

"Laterality as documented" (ICD-10-CM Official Guidelines FY2026, I.B.13): "Right knee pain ...
Assessment: knee osteoarthritis" documents the side of the knee.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coding_assist.finding.mention import Mention
from coding_assist.reading.normal_form import normal_form

_SIDES = frozenset({"left", "right", "bilateral", "both"})
PAIRED = frozenset(
    normal_form(w)
    for w in "eye eyelid cornea retina ear eardrum shoulder clavicle scapula rotator arm forearm "
    "elbow olecranon wrist hand palm thumb finger radius ulna humerus acromioclavicular axilla "
    "breast nipple lung kidney ureter adrenal ovary testis groin hip thigh femur knee patella leg "
    "calf shin tibia fibula ankle foot heel toe hallux metatarsal calcaneus achilles meniscus "
    "buttock trochanter carotid cheek".split()
)
_ENOUGH = 2


def share_sides(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give each mention of a paired site without a side the one that the note gives the site.

    Where the note knows one side only, and says so at least twice, it is that of all sites.
    """
    by_site = _sides_by_site(mentions)
    everywhere = [side for m in mentions for side in m.modifiers & _SIDES]
    only = set(everywhere) if len(everywhere) >= _ENOUGH else set()
    return tuple(_with_side(m, by_site, only) for m in mentions)


def _sides_by_site(mentions: Sequence[Mention]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in mentions:
        for site in PAIRED.intersection(mention.words):
            found.setdefault(site, set()).update(mention.modifiers & _SIDES)
    return found


def _with_side(mention: Mention, by_site: Mapping[str, set[str]], only: set[str]) -> Mention:
    if mention.modifiers & _SIDES:
        return mention
    sites = PAIRED.intersection(mention.words)
    sides = set().union(*(by_site[s] for s in sites)) or only
    if len(sides) != 1:
        return mention
    return replace(mention, modifiers=mention.modifiers | sides)
