from coding_assist import __version__


def test_live(client):
    assert client.get("/health/live").json() == {"status": "alive"}


def test_ready_names_the_version_and_the_tables(client):
    answer = client.get("/health/ready").json()
    assert answer["status"] == "ready"
    assert answer["version"] == __version__
    assert answer["code_sets"]["ICD10CM"] == "2026-04-01"
