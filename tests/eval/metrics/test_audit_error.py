from eval.metrics.audit_error import AuditError, audit_error


def test_the_principal_diagnosis_counts_twice(scored, label, suggestion):
    labels = [label("I10", role="principal"), label("R05.9", role="secondary")]
    note = scored(labels, [suggestion("R05.9"), suggestion("K21.9")])
    assert audit_error([note]) == AuditError(
        errors=3, codes=4, value=3 / 4, principals=1, principals_first=0
    )


def test_the_order_of_codes_is_told_apart(scored, label, suggestion):
    labels = [label("I10", role="principal")]
    first = scored(labels, [suggestion("I10", role="principal")])
    later = scored(labels, [suggestion("I10", role="secondary")])
    found = audit_error([first, later])
    assert (found.value, found.principals, found.principals_first) == (0, 2, 1)
