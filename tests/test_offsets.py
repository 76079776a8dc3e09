from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding_assist import Note, Policy

PIECES = st.sampled_from(
    [
        "Chest pain", "denies fever, chills", "\nASSESSMENT AND PLAN:\n", "1. Type 2 diabetes",
        "HTN", "Ménière's disease", "🫀 heart failure", "R knee OA", "\r\n", "é", "e\u0301",
        ".,", "\u2028", "ß", "ﬁbrillation atrial", "İstanbul", "x-ray of the left hand", "\t", "—",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))).map(
        " ".join
    ),
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
def test_evidence_is_the_words_themselves(assistant, text):
    if not text.strip() or "\x00" in text:
        return
    for policy in Policy:
        answer = assistant.suggest(Note(text=text), policy=policy, min_score=0)
        for item in (*answer.suggestions, *answer.withheld):
            assert item.evidence
            assert all(text[e.start : e.end] == e.text != "" for e in item.evidence)
