from coding_assist.finding.mention import Assertion, Mention, Span
from coding_assist.finding.sides import share_sides
from coding_assist.reading.document import Section

SECTION = Section("hpi", 0, 100, 0)


def mention(words, modifiers=""):
    return Mention(
        (Span(0, 1),), tuple(words.split()), (), frozenset(modifiers.split()),
        Assertion.PRESENT, SECTION, 0,
    )  # fmt: skip


def sides(mentions):
    return [sorted(m.modifiers & {"left", "right", "bilateral"}) for m in share_sides(mentions)]


def test_a_site_takes_the_side_the_note_gives_it():
    assert sides([mention("knee pain", "right"), mention("knee osteoarthritis")]) == [
        ["right"],
        ["right"],
    ]


def test_two_sides_decide_nothing():
    both = [mention("knee pain", "right"), mention("knee swelling", "left")]
    assert sides([*both, mention("knee osteoarthritis")])[-1] == []


def test_one_mention_elsewhere_is_not_enough():
    assert sides([mention("knee pain", "right"), mention("tendinitis")])[-1] == []


def test_a_note_of_one_side_gives_it_to_all():
    twice = [mention("knee pain", "right"), mention("knee swelling", "right")]
    assert sides([*twice, mention("tendinitis")])[-1] == ["right"]
