"""Comparing two packages: accepting every change gives the new text, rejecting every change the old one."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kravgen.comparison.difference import Difference, compare
from kravgen.comparison.notice import notice
from kravgen.comparison.sentences import sentences
from kravgen.comparison.side import Side
from kravgen.documents.revision import revised_inlines
from kravgen.documents.tree import Document, Inline, LineBreak, Link, Text
from kravgen.documents.wording import plain, wording
from kravgen.problems import KravgenError
from kravgen.word.writing.writer import write
from tests.word.redline import by_id, item, looks, resolved, side, tables
from tests.word.sample import R_ID, SHIPPED, W, body, parts, requirements, row, said, values, with_blocks


def redline(difference: Difference) -> etree._Element:
    return body(notice(difference))


def versions(before: Side, after: Side) -> tuple[etree._Element, etree._Element]:
    root = redline(compare(before, after))
    return resolved(root, False), resolved(root, True)


# --- accept and reject ------------------------------------------------------------------------------

AWKWARD = (
    *("&", "<", ">", '"', "'", "]]>", "<w:t>", "</w:t>", "&amp;", "\u00a0", "\u200b", "\u200d", "\ufeff"),
    *("👩‍👩‍👧‍👦", "🇸🇪", "e\u0301", "o\u0308", "ا\u064eلعربية", "עברית", "\u202eabc\u202c", "\u2028"),
    *(
        "**fet**",
        "*kursiv*",
        "`kod`",
        "**",
        "[FYLL I: vite]",
        "[länk](https://example.org/å?a=1&b=2)",
        "[x](#K-2)",
    ),
    *("\n", "\n\n", "\n\n- ", "\n- ", "\n\n1. ", "\n  - ", "\n\n> ", "\n\n# ", "\\\n", "  \n"),
    *("Donaudampfschifffahrtsgesellschaftskapitän" * 4, "10", "1,5", "10.", "(a)", "ska", "inte", "och"),
)
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
_PIECES = st.sampled_from(AWKWARD) | st.text(_CHARACTERS, min_size=1, max_size=6)
_LISTS = st.lists(_PIECES, max_size=14)


@st.composite
def two_texts(draw: st.DrawFn) -> tuple[str, str]:
    """A text and either one like it or one that has nothing to do with it."""
    old = draw(_LISTS)
    if draw(st.booleans()):
        new = draw(_LISTS)
    else:
        new = list(old)
        for _change in range(draw(st.integers(1, 3))):
            at = draw(st.integers(0, len(new)))
            new[at : at + draw(st.integers(0, 2))] = draw(st.lists(_PIECES, max_size=2))
    glue = draw(st.sampled_from((" ", "")))
    return glue.join(old), glue.join(new)


@settings(max_examples=150, deadline=None)
@given(
    two_texts(), two_texts(), two_texts(), st.sampled_from([("ska", "ska"), ("ska", "bör"), ("bör", "ska")])
)
def test_accept_gives_the_new_text_and_reject_the_old(
    text: tuple[str, str], evidence: tuple[str, str], accept: tuple[str, str], kind: tuple[str, str]
) -> None:
    old, new = (
        side(
            item(text=text[n], evidence=evidence[n], accept=accept[n], kind=kind[n], title=f"T{text[n][:9]}")
        )
        for n in (0, 1)
    )
    nothing = side()
    only_old, only_new = versions(old, nothing)[0], versions(nothing, new)[1]
    rejected, accepted = (by_id(root) for root in versions(old, new))
    assert accepted == {key: cells for key, cells in by_id(only_new).items() if key in accepted}
    assert rejected == {key: cells for key, cells in by_id(only_old).items() if key in rejected}
    assert by_id(versions(old, nothing)[1]) == by_id(versions(nothing, new)[0]) == {}


_WORDS = st.lists(st.sampled_from([word for word in AWKWARD if word.isalnum()]), min_size=1)


@settings(deadline=None)
@given(_WORDS, _WORDS)
def test_plain_words_come_back_as_they_were_written(before: list[str], after: list[str]) -> None:
    old, new = (f"Först {' '.join(words)} sist." for words in (before, after))
    rejected, accepted = versions(side(item(text=old)), side(item(text=new, evidence="Nytt.")))
    assert by_id(accepted)["Krav", "K-1"][1][1] == new
    assert by_id(rejected)["Krav", "K-1"][1][1] == old


_INLINES = st.lists(
    st.builds(Text, st.text(_CHARACTERS | st.just(" ")), st.booleans(), st.booleans(), st.booleans())
    | st.just(LineBreak())
    | st.builds(Link, st.just("https://example.org"), st.tuples(st.builds(Text, st.text(_CHARACTERS)))),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(_INLINES, _INLINES)
def test_no_character_is_lost_between_two_versions(before: list[Inline], after: list[Inline]) -> None:
    both = revised_inlines(before, after)
    assert plain(both, "") == plain(after, "")
    turned = [_turned(inline) for inline in both]
    assert plain(turned, "") == plain(before, "")


def _turned(inline: Inline) -> Inline:
    other = {"inserted": "deleted", "deleted": "inserted", "": ""}
    if isinstance(inline, Link):
        return dataclasses.replace(inline, children=tuple(_turned(child) for child in inline.children))  # type: ignore[misc]
    return dataclasses.replace(inline, change=other[inline.change])


def test_a_text_that_repeats_itself_is_compared_in_no_time() -> None:
    new = Text("a c " * 3000)
    both = revised_inlines([Text("a b " * 3000)], [new])
    assert plain(both, "") == new.text


# --- how it reads -----------------------------------------------------------------------------------


def changes(before: str, after: str) -> list[tuple[str, str, bool]]:
    root = redline(compare(side(item(text=before)), side(item(text=after))))
    cell = next(root.iter(f"{W}tbl")).findall(f"{W}tr")[1].findall(f"{W}tc")[1]
    return list(looks(cell.findall(f"{W}p")[1]))


def test_only_the_words_that_differ_are_marked() -> None:
    assert changes("Data lämnas ut inom 10 dagar.", "Data lämnas ut inom 30 dagar.") == [
        *[("", "Data lämnas ut inom ", False), ("del", "10", False), ("ins", "30", False)],
        ("", " dagar.", False),
    ]


def test_words_that_stand_together_change_together() -> None:
    before, after = "Svar ges inom en lång vecka i alla lägen.", "Svar ges inom två korta dagar i alla lägen."
    assert [text for change, text, _ in changes(before, after) if change] == [
        "en lång vecka",
        "två korta dagar",
    ]


def test_bold_stays_bold_and_becoming_bold_is_a_change() -> None:
    assert changes("Vitet är **en** krona.", "Vitet är **en** krona per dag.")[1] == ("", "en", True)
    assert changes("Vitet är en krona.", "Vitet är **en** krona.") == [
        *[("", "Vitet är ", False), ("del", "en", False), ("ins", "en", True), ("", " krona.", False)]
    ]


def test_a_sentence_with_nothing_in_common_is_a_new_sentence() -> None:
    found = changes("Leverantören betalar vite varje månad.", "Tjänsten visar en logg i realtid.")
    assert [change for change, _, _ in found] == ["del", "ins", ""]


def test_a_link_stands_around_its_change() -> None:
    difference = compare(side(item(text="Se a.")), side(item(text="Se [b](https://example.org).")))
    root = redline(difference)
    assert root.find(f".//{W}hyperlink/{W}ins") is not None
    assert root.find(f".//{W}ins/{W}hyperlink") is None
    assert [link.get(R_ID) for link in root.iter(f"{W}hyperlink")] != []


def test_rows_come_and_go_whole() -> None:
    root = redline(compare(side(item("K-1")), side(item("K-2", number="K2", text="Ny:\n\n- ett\n- två"))))
    stamped = [[etree.QName(c).localname for c in p] for p in root.iter(f"{W}trPr")]
    assert [marks[-1] for marks in stamped] == ["tblHeader", "del", "ins"]
    for tr, change in zip(list(root.iter(f"{W}tr"))[1:], ("del", "ins"), strict=True):
        assert {kind for kind, _, _ in looks(tr)} == {change}
        # The end of a cell is not a change of its own.
        last = [cell.findall(f"{W}p")[-1] for cell in tr.findall(f"{W}tc")]
        assert all(p.find(f"{W}pPr/{W}rPr") is None for p in last)


def test_a_long_row_that_comes_may_still_be_split() -> None:
    long = item("K-2", number="K2", text="Ett stycke som fyller sidan. " * 200)
    marked = [
        row
        for row in redline(compare(side(), side(long))).iter(f"{W}trPr")
        if row.find(f"{W}ins") is not None
    ]
    # The schema wants a property before the mark.
    assert marked
    assert all(len(row) > 1 for row in marked)
    assert any(row[0].get(f"{W}val") == "off" for row in marked)


def test_changes_have_an_author_a_date_and_numbers_of_their_own() -> None:
    before, after = side(item(), item("K-2")), side(item(text="Ny **text**."), as_of="2026-12-24")
    root = redline(compare(before, after))
    tracked = [e for name in ("ins", "del") for e in root.iter(f"{W}{name}")]
    assert {(e.get(f"{W}author"), e.get(f"{W}date")) for e in tracked} == {
        ("kravgen", "2026-12-24T00:00:00Z")
    }
    ids = [str(e.get(f"{W}id")) for e in tracked] + values(root, "bookmarkStart", f"{W}id")
    assert [number for number, count in Counter(ids).items() if count > 1] == []
    assert len(tracked) > 8


def test_what_is_deleted_is_deleted_text() -> None:
    root = redline(
        compare(side(item(text="<w:t x> </w:t> borta [FYLL I: a]\\\nrad")), side(item(text="Kvar.")))
    )
    assert not [t for gone in root.iter(f"{W}del") for t in gone.iter(f"{W}t")]
    assert not [t for t in root.iter(f"{W}delText") if t.getparent().getparent().tag != f"{W}del"]  # type: ignore[union-attr]


# --- the document -----------------------------------------------------------------------------------


def document(before: Side, after: Side) -> Document:
    return notice(compare(before, after))


def headings(root: etree._Element) -> list[str]:
    return [
        "".join(text for _, text, _ in looks(p))
        for p in root.iter(f"{W}p")
        if str(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")).startswith("Heading")  # type: ignore[union-attr]
    ]


def test_what_bidders_do_not_read_stands_last_and_says_so() -> None:
    before = side(item(accept="Gammalt prov."), item("P-1", kind="kontrollpunkt", number="P1"))
    after = side(
        item(accept="Nytt prov.", text="Ny text."), item("P-1", kind="kontrollpunkt", number="P1", text="Ny.")
    )
    made = document(before, after)
    root = body(made)
    assert headings(root) == ["Jämförelse", "Krav", "Internt", "Kontrollpunkter", "Prov"]
    assert plain(made.cover.facts[-1].value, "") == "intern, lämnas inte till anbudsgivare"
    assert "prov" not in str(tables(root)[0])
    public = document(side(item()), side(item(text="Ny text.")))
    assert plain(public.cover.facts[-1].value, "") == "offentlig"


def test_a_criterion_tells_all_how_it_is_tested() -> None:
    criteria = (item(kind="kriterium", number="K4:1.1.1", accept=f"{word} prov.") for word in ("Ett", "Två"))
    root = body(document(*map(side, criteria)))
    assert headings(root) == ["Jämförelse", "Kriterier"]


def test_cover_and_properties_tell_what_is_compared() -> None:
    made = document(side(item(), fingerprint="a" * 16), side(item(text="Ny."), fingerprint="b" * 16))
    facts = [f"{fact.label}: {plain(fact.value, '')}" for fact in made.cover.facts]
    assert facts[0] == f"Tidigare: E-arkiv, version 1, 2026-11-23, paket {'a' * 16}"
    assert facts[1] == f"Nu: E-arkiv, version 1, 2026-11-23, paket {'b' * 16}"
    custom = parts(write(made, SHIPPED))["docProps/custom.xml"].decode()
    assert "a" * 16 in custom and "b" * 16 in custom


def test_paragraphs_about_no_item_are_compared_too() -> None:
    before = side(rest=("Avtalet gäller i 4 år från start.", "Utgår.", "Kvar."))
    after = side(rest=("Avtalet gäller i 6 år från start.", "Kvar.", "Nytt."))
    rejected, accepted = versions(before, after)
    assert [row[1] for row in tables(rejected)[0][1:]] == [["Avtalet gäller i 4 år från start."], ["Utgår."]]
    assert [row[1] for row in tables(accepted)[0][1:]] == [["Avtalet gäller i 6 år från start."], ["Nytt."]]


def test_what_only_internal_documents_say_stays_internal() -> None:
    def told(*words: str) -> Side:
        papers = (("kravspecifikation", "public"), ("checklista", "internal"))
        return side(
            documents=[
                {
                    **dict.fromkeys(("id", "title", "file"), name),
                    "audience": audience,
                    "reason": {"kind": "always"},
                    "sha256": "3" * 64,
                    "wording": {"items": {}, "rest": [f"{word} i {name}." for word in words]},
                }
                for name, audience in papers
            ]
        )

    root = body(document(told("Gammalt"), told("Gammalt", "Nytt")))
    assert headings(root) == ["Jämförelse", "Övrig text", "Internt", "Övrig text"]
    cells = [[row[0][0] for row in rows[1:]] for rows in tables(root)]
    assert cells == [["kravspecifikation"], ["checklista"]]


def test_no_difference_is_a_document_that_says_so() -> None:
    root = body(document(side(item()), side(item())))
    assert "Det finns ingen skillnad." in ["".join(t for _, t, _ in looks(p)) for p in root.iter(f"{W}p")]
    assert not tables(root)


def test_same_two_packages_give_the_same_bytes() -> None:
    before, after = side(item(), item("K-2")), side(item(text="Ny."), item("K-3"))
    assert write(document(before, after), SHIPPED) == write(document(before, after), SHIPPED)


@settings(max_examples=50, deadline=None)
@given(two_texts())
def test_wording_is_that_of_the_new_version(text: tuple[str, str]) -> None:
    old, new = side(item(text=text[0], title="A")), side(item(text=text[1], title="B"))
    assert wording(document(old, new)).items == wording(document(side(), new)).items
    assert wording(document(old, side())).items == {}


def test_two_ways_to_write_the_same_in_markdown_are_no_difference() -> None:
    assert not compare(side(item(text="*a* b\nc")), side(item(text="*a* b c"))).items


def test_sentences_tell_what_becomes_what() -> None:
    before = side(item(text="Data lämnas ut inom 10 dagar efter begäran.", evidence="", number="K7"))
    after = side(item(text="Data lämnas ut inom 30 dagar efter begäran.", kind="bör", number="K8"))
    told = list(sentences(compare(before, after)))
    assert told[3:] == [
        "Krav",
        "  K8 Krav (K-1) ändras.",
        '    Numret: "K7" blir "K8"',
        '    Typen: "ska" blir "bör"',
        '    Texten: "lämnas ut inom 10 dagar efter begäran." blir "lämnas ut inom 30 dagar efter begäran."',
        '    Beviset: "Intyg." tillkommer',
        "",
        "1 krav ändrat, 0 borttagna, 0 nya",
    ]


# --- the tree and the writer ------------------------------------------------------------------------


def test_paragraphs_and_rows_anywhere_can_come_and_go() -> None:
    gone = dataclasses.replace(said("borta"), inlines=(Text("borta", change="deleted"),), change="deleted")
    table = dataclasses.replace(requirements(row(1)), rows=(dataclasses.replace(row(1), change="inserted"),))
    root = body(with_blocks(said("kvar"), gone, said("också kvar"), table))
    assert [len(tables(resolved(root, accept))[0]) for accept in (True, False)] == [2, 1]
    assert "borta" not in "".join(text for _, text, _ in looks(resolved(root, True)))
    assert "borta" in "".join(text for _, text, _ in looks(resolved(root, False)))


@pytest.mark.parametrize(
    "broken",
    [
        {"format": 1},
        {"items": [{**item(), "text": 5}]},
        {"items": [{**item(), "text": "\u0000"}]},
        {"items": "x"},
        {"documents": [{}]},
        {"as_of": "snart"},
        {"library": None},
    ],
)
def test_what_is_no_manifest_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(KravgenError, match=r"KG702|KG106"):
        side(item(), **broken)
