"""PlaceList in laws: read from how people write them, ordered, written in one way, and looked for in the register."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.law.place import LAST, Designation, Division, PlaceList, Span
from kravgen.law.reading import NotAPlaceError, read
from kravgen.law.register import by_day, fault
from kravgen.law.sources import Citation, Part, Source
from kravgen.problems import Place as Where
from tests.conftest import BLOCK, Kravgen

# --- any place --------------------------------------------------------------------------------------

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvxyz")
NUMBERS = st.integers(1, 999)


@st.composite
def designations(draw: st.DrawFn, *, letter: bool = True) -> Designation:
    return Designation(numbers=(draw(NUMBERS),), suffix=draw(LETTERS | st.just("")) if letter else "")


@st.composite
def ended(draw: st.DrawFn, steps: tuple[Division, ...]) -> Span:
    """The place, or a range that begins with it."""
    mark = steps[-1].mark
    if not mark.numbers or not draw(st.booleans()):
        return Span(steps)
    last = Designation(mark.lead, (*mark.numbers[:-1], mark.numbers[-1] + draw(NUMBERS)), roman=mark.roman)
    return Span(steps, last if last.numbers[-1] < 1000 and not mark.roman else None)


@st.composite
def swedish(draw: st.DrawFn) -> Span:
    steps = [Division("kap.", draw(designations()))] if draw(st.booleans()) else []
    if steps and draw(st.booleans()):
        return draw(ended(tuple(steps)))
    steps.append(Division("§", draw(designations())))
    if draw(st.booleans()):
        return draw(ended(tuple(steps)))
    if draw(st.booleans()):
        paragraph = draw(st.integers(1, 12) | st.just(LAST))
        steps.append(Division("stycket", Designation(numbers=(paragraph,))))
        if draw(st.booleans()):
            return Span(tuple(steps))
    return draw(ended((*steps, Division("punkt", draw(designations())))))


@st.composite
def union(draw: st.DrawFn) -> Span:
    steps = (Division("artikel", draw(designations())),)
    if draw(st.booleans()):
        return draw(ended(steps))
    if draw(st.booleans()):
        steps = (*steps, Division("numbered", draw(designations(letter=False))))
        if draw(st.booleans()):
            return draw(ended(steps))
    if draw(st.booleans()):
        paragraph = Designation(numbers=(draw(st.integers(1, 12) | st.just(LAST)),))
        return Span((*steps, Division("subparagraph", paragraph)))
    letter = draw(LETTERS)
    last = draw(LETTERS)
    return Span(
        (*steps, Division("letter", Designation(letter))), Designation(last) if last > letter else None
    )


@st.composite
def headed(draw: st.DrawFn) -> Span:
    unit = draw(
        st.sampled_from(("skäl", "bilaga", "kapitel", "avdelning", "avsnitt", "tabell", "nivå", "nr"))
    )
    dotted = st.lists(NUMBERS, min_size=1, max_size=3).map(
        lambda numbers: Designation(numbers=tuple(numbers))
    )
    roman = st.integers(1, 39).map(lambda number: Designation(numbers=(number,), roman=True))
    steps = (Division(unit, draw(dotted | roman)),)
    if unit == "bilaga" and draw(st.booleans()):
        part = Designation(numbers=(draw(st.integers(1, 39)),), roman=True)
        return Span((*steps, Division("del", part)))
    return draw(ended(steps))


@st.composite
def criterion(draw: st.DrawFn) -> Span:
    numbers = tuple(draw(st.lists(NUMBERS, min_size=2, max_size=4)))
    return draw(ended((Division("", Designation(numbers=numbers)),)))


# What has its number first stands before what has it last, "2 kap. 3 § och bilaga 2", and bare numbers stand alone.
PLACES = st.one_of(
    st.tuples(st.lists(swedish(), max_size=4), st.lists(union() | headed(), max_size=4)).map(
        lambda p: p[0] + p[1]
    ),
    st.lists(criterion(), max_size=4),
).map(lambda spans: PlaceList(tuple(spans)))


@given(PLACES)
def test_what_is_written_is_read_as_the_same(places: PlaceList) -> None:
    assert read(str(places)) == places


@given(st.text(alphabet="0123456789abcd .,–-§§IVXkaprtileoch()", max_size=40))
def test_any_words_are_a_place_in_one_spelling_or_told(words: str) -> None:
    try:
        found = read(words)
    except NotAPlaceError as error:
        assert 0 <= error.at <= len(words)
    else:
        assert read(str(found)) == found
        assert str(read(str(found))) == str(found)


@pytest.mark.parametrize(
    ("words", "spelled"),
    [
        ("2 kap. 3 §", "2 kap. 3 §"),
        ("2 kap 3§", "2 kap. 3 §"),
        ("19a kap. 2 §§", "19 a kap. 2 §"),
        ("§ 3", "3 §"),
        ("5 kap. 3, 4, 7 a, och 11 §§", "5 kap. 3, 4, 7 a och 11 §§"),
        ("2 kap. 5-8 §§", "2 kap. 5–8 §§"),
        ("2 kap. 1 § samt 10 kap. 2 och 14 §§", "2 kap. 1 § och 10 kap. 2 och 14 §§"),
        ("9, 13–17 och 20 kap.", "9, 13–17 och 20 kap."),
        ("2 kap. 3 § andra st. 4 och 6", "2 kap. 3 § andra stycket 4 och 6"),
        ("art. 25.2d", "artikel 25.2 d"),
        ("Artikel 28.3 e-h", "artikel 28.3 e–h"),
        ("artikel 28.3 a, artikel 28.3 c", "artikel 28.3 a och c"),
        ("artiklarna 44–49", "artikel 44–49"),
        (
            "artikel 5f.1, införd genom förordning (EU) 2024/1183",
            "artikel 5f.1, införd genom förordning (EU) 2024/1183",
        ),
        ("skälen 26 och 27", "skäl 26 och 27"),
        ("bilaga I del II punkt 2 och 8", "bilaga I del II punkt 2 och 8"),
        ("19 a kap. 2 § och bilaga 2", "19 a kap. 2 § och bilaga 2"),
        ("kapitel III, artikel 13 och 111.2", "kapitel III och artikel 13 och 111.2"),
        ("tabell A.1 och A.2", "tabell A.1 och A.2"),
        ("nivå A och AA", "nivå A och AA"),
        ("1.2.2 och 1.2.5", "1.2.2 och 1.2.5"),
        ("4 kap. 3 §, över tröskelvärdet", "4 kap. 3 §, över tröskelvärdet"),
        ("service till invånare", "service till invånare"),
    ],
)
def test_a_place_has_one_spelling(words: str, spelled: str) -> None:
    assert str(read(words)) == spelled


@pytest.mark.parametrize(
    "words",
    [
        *("artkel 5", "5 kapp. 2 §", "2 kap. § 3 §", "artikel", "§", "artikel 25(2) d", "artikel 25.2–4"),
        *(
            "13 kap. 3–1 §§",
            "artikel 6.4–6.2",
            "artikel 28.3 h–e",
            "2 kap. 3 § och",
            "bilaga",
            "5 kap. 1234 §",
        ),
        *("2 kap. 3 §, 2 kapp", "artikel 6.2–7.4", "x" * 1001, "4 kap. 3 § över tröskelvärdet"),
    ],
)
def test_what_cannot_be_read_is_told_and_never_guessed(words: str) -> None:
    with pytest.raises(NotAPlaceError):
        if read(words).spans:
            raise AssertionError(str(read(words)))


def test_places_have_the_order_of_the_law() -> None:
    listed = [
        "1 §",
        "2 §",
        "2 a §",
        "3 §",
        "10 §",
        "1 kap.",
        "1 kap. 9 §",
        "2 kap.",
        "2 kap. 1 §",
        "2 a kap.",
        "19 a kap. 2 §",
    ]
    listed += ["artikel 5", "artikel 5.1 c", "artikel 5.2", "artikel 5k", "artikel 25", "skäl 3"]
    spans = [read(words).spans[0] for words in listed]
    in_order = [str(PlaceList((span,))) for span in sorted(spans)]
    assert in_order == [*listed[5:11], *listed[:5], *listed[11:]]


# --- the register -----------------------------------------------------------------------------------


def act(*places: str, parts: tuple[Part, ...] = ()) -> Source:
    return Source(
        "lagen",
        "lagen",
        "SFS 2026:1",
        "Lag",
        "2030-01-01",
        "verified",
        "Läst",
        Where(""),
        places=places,
        parts=parts,
    )


@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        ("5 kap. 7 a §", ""),
        ("5 kap. 3–11 §§ andra stycket", "5 kap. 3–11 §§ andra stycket"),
        ("5 kap. 3–11 §§", ""),
        ("5 kap. 7 b §", "5 kap. 7 b §"),
        ("5 kap. 19 §", "5 kap. 19 §"),
        ("5 kap. 17–19 §§", "5 kap. 17–19 §§"),
        ("5 kap. 3 § och 23 kap. 1 §", "23 kap. 1 §"),
        ("6 kap. 99 §", ""),
        ("19 a kap.", ""),
        ("19 b kap. 2 §", "19 b kap. 2 §"),
        ("3 §", "3 §"),
        ("artikel 3", "artikel 3"),
        ("bilaga 2", ""),
        ("bilaga 4", "bilaga 4"),
        ("5 kap. 18 § fjärde stycket", ""),
        ("3 § och, 5", "3 § och, 5"),
        ("", ""),
    ],
)
def test_a_place_is_looked_for_among_those_that_there_are(at: str, wrong: str) -> None:
    source = act("1–19, 19 a och 20–22 kap.", "5 kap. 1–7, 7 a och 8–18 §§", "bilaga 1–3")
    found = fault(Citation("lagen", at), {"lagen": source})
    assert (found is not None) is bool(wrong)
    assert not found or wrong in found.message


def test_of_a_source_without_known_places_any_place_is_taken() -> None:
    assert fault(Citation("lagen", "99 kap. 99 §"), {"lagen": act()}) is None


def test_of_an_article_its_numbers_and_letters_are_known_when_they_are_listed() -> None:
    source = {"lagen": act("artikel 1–99", "artikel 28.1–28.10", "artikel 28.3 a–h")}
    fine = ("artikel 28.3 e–h", "artikel 28.10", "artikel 28", "artikel 33.7", "artikel 99")
    assert [at for at in fine if fault(Citation("lagen", at), source)] == []
    wrong = ("artikel 28.3 i", "artikel 28.11", "artikel 100", "artikel 28a", "2 kap. 3 §", "artikel 97–101")
    assert [at for at in wrong if not fault(Citation("lagen", at), source)] == []


def test_a_part_that_applies_later_is_told_until_its_day() -> None:
    source = act(parts=(Part("artikel 14", "2026-09-11"), Part("artikel 5 och 13", "2027-12-11")))
    told = {
        day: by_day(source, "artikel 13.8, 14 och 71", day)
        for day in ("2026-09-10", "2026-09-11", "2027-12-11")
    }
    assert told == {
        "2026-09-10": (("artikel 13.8", "2027-12-11"), ("artikel 14", "2026-09-11"), ("artikel 71", "")),
        "2026-09-11": (("artikel 13.8", "2027-12-11"), ("artikel 14 och 71", "")),
        "2027-12-11": (("artikel 13.8, 14 och 71", ""),),
    }


# --- in the library ---------------------------------------------------------------------------------

SOURCE = """\
sources:
  - id: prov-lagen
    name: provlagen
    number: "SFS 2026:1"
    title: Provlag
    places: ["1–3 kap.", "2 kap. 1–9 §§"]
    review_by: 2030-12-31
    confidence: verified
    checked: Läst
"""


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2 kap 9§", ""),
        (
            "2 kap. 10 §",
            "KG323 provlagen har ingen plats 2 kap. 10 §. Registret känner till: 1–3 kap.; 2 kap. 1–9 §§.",
        ),
        ("2 kpa. 3 §", 'KG322 "2 kpa. 3 §" är ingen plats i en källa: "2 kpa. 3 §" kan inte läsas.'),
    ],
)
def test_a_place_that_cannot_be_is_told_where_it_stands(
    workspace: Path, kravgen: Kravgen, at: str, told: str
) -> None:
    library = workspace / "requirements_library"
    cited = f"Skärmbild.\n    sources:\n      - source: prov-lagen\n        at: {at}"
    (library / "lokalt.yaml").write_text(BLOCK.replace("Skärmbild.", cited), encoding="utf-8")
    (library / "kallor.yaml").write_text(SOURCE, encoding="utf-8")
    (library / "belopp.yaml").write_text(
        "dated:\n  - {id: b, label: b, rows: [{from: 2020-01-01, source: prov-lagen, at: " + at + ", "
        "review_by: 2030-01-01, confidence: unsure, checked: Nej}]}\n",
        encoding="utf-8",
    )
    (library / "sparrar-2.yaml").write_text(
        "gates:\n  - id: P-99\n    title: Prov\n    asks: Prova detta först.\n    severity: warning\n"
        f'    when: personal_data == "none"\n    sources:\n      - {{source: prov-lagen, at: {at}}}\n',
        encoding="utf-8",
    )
    (library / "ord.yaml").write_text(
        "glossary:\n  - {term: prov, meaning: Att prova något., source: prov-lagen, at: " + at + "}\n",
        encoding="utf-8",
    )
    found = kravgen("validate").err
    lines = [line for line in found.splitlines() if told and told in line]
    assert [line.split(":")[0] for line in lines] == [
        f"requirements_library/{name}.yaml" for name in ("belopp", "lokalt", "ord", "sparrar-2") if told
    ], found
    assert not told or "lokalt.yaml:17:13 " in lines[1]
