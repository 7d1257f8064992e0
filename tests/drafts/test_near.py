"""Texts of a draft that are like an item of the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.drafts.building import draft, saved

_FOUND = "Leverantören ska varje månad åtgärda minst 95 procent av de fel som hindrar utskrift, eller byta skrivaren på"
_ITEM = f"{_FOUND} plats, inom 8 timmar från felanmälan, räknat på vardagar mellan klockan 8 och 17."


def _near(kravgen: Kravgen, folder: Path, text: str) -> list[tuple[str, str]]:
    saved(draft("# Krav", text), folder / "krav.docx")
    rows = json.loads(kravgen("lint", "krav.docx", "--format", "json", "--as-of", "2026-11-23").out)
    return [(row["message"], row["hint"]) for row in rows if row["code"] == "KL626"]


def test_an_item_with_its_own_values_or_a_sharper_one_is_no_news(folder: Path, kravgen: Kravgen) -> None:
    assert _near(kravgen, folder, _ITEM) == []
    assert _near(kravgen, folder, _ITEM.replace("inom 8", "inom 4")) == []


def test_a_weaker_figure_is_told_with_what_the_item_says(folder: Path, kravgen: Kravgen) -> None:
    ((message, hint),) = _near(kravgen, folder, _ITEM.replace("inom 8", "inom 24"))
    assert message == "Liknar UTSK-08, vars krav är skarpare: ”inom 8 timmar” och inte ”inom 24 timmar”."
    assert hint == f"Biblioteket säger: ”{_ITEM}”"


def test_other_words_are_told(folder: Path, kravgen: Kravgen) -> None:
    ((message, _hint),) = _near(kravgen, folder, _ITEM.replace("byta skrivaren på plats", "lämna en annan"))
    assert message == "Liknar UTSK-08 i biblioteket."


def test_a_copy_before_a_weaker_sentence_does_not_hide_it(folder: Path, kravgen: Kravgen) -> None:
    copied = "Ett avtalsår är tolv månader, räknade från avtalets start."
    told = _near(kravgen, folder, f"{copied} {_ITEM.replace('inom 8', 'inom 24')}")
    assert [message[:15] for message, _hint in told] == ["Liknar UTSK-08,"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Leverantören ska ta emot order från Beställarens system för e-handel i Peppol-format, och sända"
            " orderbekräftelse inom 3 dagar.",
            "inom 1 arbetsdag",
        ),
        (
            "Beställaren får förlänga avtalet på oförändrade villkor, vid ett tillfälle, sammanlagt två år.",
            "förlänga",
        ),
    ],
)
def test_the_item_reads_as_one_text_whatever_a_procurement_chooses(
    folder: Path, kravgen: Kravgen, text: str, said: str
) -> None:
    ((_message, hint),) = _near(kravgen, folder, text)
    assert said in hint and not any(mark in hint for mark in ("{", "[[", "1 arbetsdagar", "\n", "  "))
