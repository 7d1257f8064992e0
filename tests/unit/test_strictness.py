"""Which way a change of words or of a condition goes: told where it can be, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.strictness.reach import reach
from kravgen.strictness.wording import judged, turned

L = "Leverantören ska "

STRICTER = (
    (L + "utan dröjsmål underrätta Beställaren.", L + "senast 12 timmar efter upptäckt underrätta Beställaren."),
    (L + "snarast möjligt rätta felet.", L + "inom 5 arbetsdagar rätta felet."),
    (L + "senast 24 timmar efter upptäckt larma.", L + "senast 12 timmar efter upptäckt larma."),
    (L + "inom två dygn larma.", L + "senast 24 timmar larma."),
    (L + "svara inom 2 veckor.", L + "svara inom 10 dagar."),
    ("Senast 24 timmar efter upptäckt ska Leverantören larma.", "Senast 8 timmar efter upptäckt ska Leverantören larma."),
    ("Tjänsten ska vara nåbar minst 99,5 procent av tiden.", "Tjänsten ska vara nåbar minst 99,9 procent av tiden."),
    ("Tjänsten ska svara på högst 5 sekunder.", "Tjänsten ska svara på högst 2 sekunder."),
    (L + "senast 10 dagar före ändringen meddela Beställaren.", L + "senast 30 dagar före ändringen meddela Beställaren."),
    (L + "spara loggar i minst 1 000 dagar.", L + "spara loggar i minst 1 100 dagar."),
    (L + "öva en gång per år.", L + "öva två gånger per år."),
    (L + "öva en gång om året.", L + "öva en gång per kvartal."),
    (L + "ha lägst tillitsnivå 2.", L + "ha lägst tillitsnivå 3."),
    ("Tjänsten ska uppfylla nivå A.", "Tjänsten ska uppfylla nivå AA."),
    ("Leverantören bör kryptera data.", L + "kryptera data."),
    (L + "om möjligt kryptera data.", L + "kryptera data."),
    (L + "ha en jour.", L + "ha en jour dygnet runt."),
)  # fmt: skip

UNKNOWN = (
    # The buyer is bound, not the supplier.
    ("Beställaren ska inom 10 dagar granska planen.", "Beställaren ska inom 30 dagar granska planen."),
    ("Efter leverans ska Beställaren inom 10 dagar svara.", "Efter leverans ska Beställaren inom 5 dagar svara."),
    # A ceiling of what the supplier must give.
    (L + "delta i högst 4 möten per år.", L + "delta i högst 2 möten per år."),
    (L + "ge högst 10 timmar utbildning.", L + "ge högst 8 timmar utbildning."),
    # A number in a condition or about what is meant.
    ("Om felet varar mer än 4 timmar ska Leverantören larma.", "Om felet varar mer än 2 timmar ska Leverantören larma."),
    (L + "rätta fel som anmäls inom 30 dagar.", L + "rätta fel som anmäls inom 60 dagar."),
    # Money, rights and exceptions.
    (L + "betala vite med högst 5 procent.", L + "betala vite med högst 3 procent."),
    (L + "få minst 10 dagar på sig.", L + "få minst 20 dagar på sig."),
    ("Leverantören får inte gallra inom 30 dagar.", "Leverantören får inte gallra inom 60 dagar."),
    # Units that are not each other.
    (L + "svara inom 5 dagar.", L + "svara inom 4 arbetsdagar."),
    (L + "svara inom 12 timmar.", L + "svara inom 24 timmar under avtalad servicetid."),
    # A value that nobody knows, and words that no row of the table tells of.
    (L + "senast {{ hours }} timmar larma.", L + "senast 12 timmar larma."),
    (L + "kryptera data.", L + "kryptera all data."),
    (L + "använda TLS 1.2.", L + "använda TLS 1.3."),
    (L + "larma.", L + "larma. Leverantören ska dokumentera larmet."),
    (L + "senast 12 timmar larma.", "Leverantören har senast 12 timmar larmat."),
    (L + "senast 10 dagar larma.", L + "minst 10 dagar larma."),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after"), STRICTER)
def test_what_asks_for_more_is_stricter_and_the_other_way_round_weaker(before: str, after: str) -> None:
    assert {change.direction for change in judged(before, after, demands=True)} == {"stricter"}
    assert {change.direction for change in judged(after, before, demands=True)} == {"weaker"}


@pytest.mark.parametrize(("before", "after"), UNKNOWN)
def test_what_no_row_tells_is_never_guessed(before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        assert "unknown" in {change.direction for change in judged(one, other, demands=True)}


def test_layout_and_another_way_to_write_the_same_is_no_change() -> None:
    assert judged(L + "larma.", "Leverantören  ska\nlarma.", demands=True) == ()
    (change,) = judged(L + "larma inom ett dygn.", L + "larma inom 24 timmar.", demands=True)
    assert change.direction == "same"


def test_the_words_that_are_exchanged_are_told_whole() -> None:
    (change,) = judged(L + "larma inom 24 timmar.", L + "larma inom 12 timmar.", demands=True)
    assert (change.before, change.after) == ("inom 24 timmar", "inom 12 timmar")


def test_a_sentence_of_a_test_needs_no_word_that_binds() -> None:
    before, after = "Larmet når kontakten inom 4 timmar.", "Larmet når kontakten inom 2 timmar."
    assert [c.direction for c in judged(before, after, demands=False)] == ["stricter"]
    assert [c.direction for c in judged(before, after, demands=True)] == ["unknown"]


_SAID = (
    "Leverantören Beställaren ska bör får inte senast inom minst högst 12 24 99,9 timmar dagar procent före om utan"
    " dröjsmål . , per år en gång nivå AA {{x}}"
)
_WORDS = st.sampled_from(_SAID.split())


@given(st.lists(_WORDS, max_size=14), st.lists(_WORDS, max_size=14))
def test_the_way_back_is_the_other_way(before: list[str], after: list[str]) -> None:
    there = [c.direction for c in judged(" ".join(before), " ".join(after), demands=True)]
    if len(there) == 1:
        back = [c.direction for c in judged(" ".join(after), " ".join(before), demands=True)]
        assert len(back) != 1 or back == [turned(there[0])]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('model == "saas"', "", "wider"),
        ('model in ("saas", "hosting")', 'model == "saas"', "narrower"),
        ("level >= 3", "level >= 2", "wider"),
        ('model == "saas" and secrecy', 'model == "saas"', "wider"),
        ('"printer" in goods', '"printer" in goods or "screen" in goods', "wider"),
        ("not (a and b)", "not a or not b", "same"),
        ('model == "saas"', 'model == "hosting"', "unknown"),
        ("level >= 3", "level <= 3", "unknown"),
        ("a and", "a", "unknown"),
    ],
)
def test_a_condition_lets_in_more_or_fewer(before: str, after: str, told: str) -> None:
    assert reach(before, after) == told
    other_way = {"wider": "narrower", "narrower": "wider"}
    assert reach(after, before) == other_way.get(told, told)


def test_conditions_with_too_many_facts_are_not_gone_through() -> None:
    many = " and ".join(f"fact{number}" for number in range(30))
    assert reach(many, f"{many} and more") == "unknown"
