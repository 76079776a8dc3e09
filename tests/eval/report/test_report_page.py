import re
from html.parser import HTMLParser

import pytest

from eval.report.page import report_page
from eval.results import EvaluationOptions, evaluate

VOID = {"meta", "br", "input"}


class Outline(HTMLParser):
    """Ids, links to them, attributes and whether every element is closed."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.links, self.attributes, self.tags, self.open = [], [], set(), set(), []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture
def page(report_of):
    return report_page(report_of(with_text=True))


def test_the_page_is_well_formed_and_its_links_lead_somewhere(page):
    outline = Outline(page)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)


def test_the_page_asks_nothing_of_the_network(page):
    outline = Outline(page)
    assert not outline.tags & {"link", "img", "iframe", "object", "base"}
    assert "src" not in outline.attributes
    assert all(link.startswith("#") for link in outline.links)
    assert set(re.findall(r"https?://[^\"' <]+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "@import" not in page and "url(http" not in page


def test_text_and_ids_are_escaped(page):
    assert "<b>diabetes" not in page
    assert "first & <worst>" not in page
    assert "first &amp; &lt;worst&gt;" in page
    assert "coding-assist eval &lt;notes&gt;.jsonl" in page
    assert not {a for a in Outline(page).attributes if a.startswith("on")}


def test_the_script_is_the_one_that_the_policy_allows(page):
    import base64
    import hashlib

    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page.replace("&#39;", "'").replace("&#43;", "+")


def test_it_opens_with_a_sentence_for_coders(page):
    assert "Of 10 suggested ICD-10-CM codes about 5 are right; of 10 codes to report" in page


def test_all_parts_of_a_system_are_there(page):
    for part in ("scores", "work", "lost", "groups", "codes", "more"):
        assert f'id="icd10cm-{part}"' in page
    assert page.count('class="chart"') == 3
    for words in ("Kept by", "kept by the coding rules", "By chapter", "By document type"):
        assert words.lower() in page.lower()


def test_evidence_is_marked_by_shape_on_both_sides(page):
    for mark in ('mark missed">', 'mark right">', 'mark wrong">', 'mark sprung">', 'mark trap">'):
        assert mark in page
    for tag in ("○ E11.65", "✓ M25.561", "✗ J45.909", "⊗ family history", "⊘ negated"):
        assert tag in page


def test_codes_are_named_where_titles_are_given(report_of):
    page = report_page(report_of(), lambda system, code: f"{system.value} title of {code} <")
    assert "ICD10CM title of E11.65 &lt;" in page


def test_without_text_offsets_stand_for_words(report_of):
    page = report_page(report_of(with_text=False))
    assert '<th scope="col">Offsets</th>' in page
    assert 'class="text"' not in page
    assert "13–21" in page


def test_the_worst_note_comes_first_and_only_so_many_have_a_page(report_of, monkeypatch):
    monkeypatch.setattr("eval.report.page.MOST_NOTES", 1)
    page = report_page(report_of())
    assert 'id="note-0"' in page and 'id="note-1"' not in page
    assert "The 1 worst have a page here" in page


def test_notes_without_codes_make_a_page_too(report_of, labelled):
    empty = report_of().model_copy(
        update={"result": evaluate([labelled([])], [], EvaluationOptions(samples=10))}
    )
    assert "there is nothing to measure" in report_page(empty)


def test_a_system_without_labels_or_suggestions_makes_a_page(report_of, labelled, label):
    for labels in ([label("I10", optional=True)], [label("I10")]):
        result = evaluate([labelled(labels)], [], EvaluationOptions(samples=10))
        page = report_page(report_of().model_copy(update={"result": result}))
        assert "not answered" in page
        assert not re.search(r"\bnan\b", page)
