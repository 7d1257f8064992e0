"""Answers as people write them: every form of an answer gives the same answer, and what is no form is never taken."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.library import written
from kravgen.library.model import Answer, Parameter, Question
from kravgen.library.unread import Unread
from kravgen.problems import Place

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def question(kind: str, **more: object) -> Question:
    return Question("q", kind, "frågan", "Hur?", "", "", "upphandlare", Place("f"), **more)  # type: ignore[arg-type]


KRONOR = question("integer", unit="kronor", minimum=0)
USERS = question("integer", unit="användare", minimum=1, maximum=1_000_000)
DAY = question("date")
YES_OR_NO = question("boolean")
CHOICES = {
    "saas": "molntjänst",
    "hosting": "system som leverantören driver åt oss",
    "none": "nej, det behövs inte",
    "some_data": "ja, bara vanliga",
    "ask": "Frågor och svar",
}
ONE = question("choice", choices=CHOICES)
SEVERAL = question("choices", choices=CHOICES)


def code(read: object) -> str:
    return read.code if isinstance(read, Unread) else ""


def grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


@given(
    st.integers(0, 999_999_999_999),
    st.sampled_from(["", " kr", " kronor", " SEK", ":-", " exkl. moms", " kr exkl. moms"]),
)
def test_an_amount_is_the_same_in_every_form(amount: int, after: str) -> None:
    forms = [
        str(amount),
        f"  {amount} ",
        grouped(amount, " "),
        grouped(amount, "\u00a0"),
        grouped(amount, "_"),
    ]
    forms += [grouped(amount, "\u202f"), f"{amount},00", f"kr {amount}"]
    if amount >= 1_000_000:
        forms += [grouped(amount, "."), grouped(amount, ",")]
    for form in forms:
        assert written.answer(KRONOR, form if form.startswith("kr") else form + after) == amount, form
    assert written.answer(KRONOR, amount) == amount
    assert written.answer(KRONOR, float(amount)) == amount


@given(
    st.integers(1, 999_999),
    st.sampled_from(
        [("tkr", 1000), ("tusen kronor", 1000), ("Mkr", 10**6), ("miljoner", 10**6), ("mnkr", 10**6)]
    ),
)
def test_thousands_and_millions(hundredths: int, unit: tuple[str, int]) -> None:
    word, times = unit
    amount = Decimal(hundredths) / 100
    text = f"{amount:.2f}".replace(".", ",")
    assert written.answer(KRONOR, f"{text} {word}") == int(amount * times)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    name = MONTHS[day.month - 1]
    forms: list[object] = [
        day.isoformat(),
        day.strftime("%Y%m%d"),
        int(day.strftime("%Y%m%d")),
        day,
        datetime(day.year, day.month, day.day),
    ]
    forms += [
        f"{day.day} {name} {day.year}",
        f"den {day.day} {name} {day.year}",
        f"{day.day} {name[:3]} {day.year}",
    ]
    forms += [
        f"{day.day} {name[:3].upper()}. {day.year}",
        f"{day.day}:e {name} {day.year}",
        f"{day.year}-{day.month}-{day.day}",
    ]
    if day.day > 12 or day.day == day.month:
        forms += [
            f"{day.day}/{day.month} {day.year}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day.day:02}/{day.month:02}/{day.year}",
        ]
    for form in forms:
        assert written.answer(DAY, form) == day.isoformat(), form
    if day.day <= 12 and day.day != day.month:
        for form in (f"{day.day}/{day.month} {day.year}", f"{day.day:02}/{day.month:02}/{day.year}"):
            assert code(written.answer(DAY, form)) == "KG417"


@given(st.sampled_from([*CHOICES]), st.sampled_from([str, str.upper, str.title, str.casefold]))
def test_a_choice_is_its_key_or_its_words(key: str, spelled: object) -> None:
    words = CHOICES[key]
    plain = words.replace("å", "a").replace("ä", "a").replace("ö", "o")
    for form in (key, words, plain, f" {words} ", f"{words}.", key.replace("_", "-")):
        assert written.answer(ONE, spelled(form)) == key, form  # type: ignore[operator]


@given(st.lists(st.sampled_from([*CHOICES]), unique=True, min_size=1))
def test_several_choices_are_a_list_or_a_text(keys: list[str]) -> None:
    words = [CHOICES[key] for key in keys]
    wanted = tuple(sorted(keys))
    running = " och ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    for form in (
        keys,
        words,
        tuple(keys),
        ", ".join(keys),
        "; ".join(words),
        ", ".join(words),
        f"[{', '.join(keys)}]",
        running,
    ):
        assert written.answer(SEVERAL, form) == wanted, form


@pytest.mark.parametrize("form", [[], "[]", "inga", "Ingen", "inga av dem"])
def test_none_of_several(form: object) -> None:
    assert written.answer(SEVERAL, form) == ()
    assert code(written.answer(question("choices", choices=CHOICES, minimum=1), form)) == "KG402"


@pytest.mark.parametrize(
    ("form", "answer"),
    [(form, True) for form in (True, "ja", "Ja", "JA.", "j", "sant", "true", "yes", " ja ")]
    + [(form, False) for form in (False, "nej", "Nej!", "n", "falskt", "false", "no")]
    + [(form, None) for form in (None, "", "  ", "\u00a0")],
)
def test_yes_and_no(form: object, answer: Answer) -> None:
    assert written.answer(YES_OR_NO, form) is answer


TIMES = [
    ("3 mån", "månader", 3),
    ("ett år", "månader", 12),
    ("2 år", "månader", 24),
    ("24 timmar", "dygn", 1),
    ("1 dygn", "timmar", 24),
    ("90 min", "minuter", 90),
    ("2 veckor", "dagar", 14),
    ("90 dagar", "dagar", 90),
    ("90 dagars", "dagars", 90),
    ("99,9 %", "procent", 99.9),
    ("99,95 procent", "procent", 99.95),
    ("18 mån", "år", 1.5),
    ("0,5 %", "procent av avtalets värde", 0.5),
]


@pytest.mark.parametrize(("form", "unit", "value"), TIMES)
def test_a_time_is_turned_into_the_unit(form: str, unit: str, value: float) -> None:
    assert written.value(Parameter("p", "number", "tid", "upphandlare", unit), form) == value


@pytest.mark.parametrize(
    ("form", "unit"),
    [
        ("3 mån", "dagar"),
        ("1 dygn", "dagar"),
        ("5 dagar", "arbetsdagar"),
        ("1 mån", "år"),
        ("90 dagar", "månader"),
    ],
)
def test_a_time_that_is_not_exact_is_told(form: str, unit: str) -> None:
    read = written.value(Parameter("p", "number", "tid", "upphandlare", unit), form)
    assert isinstance(read, Unread)
    assert read.code == "KG419"
    assert unit in read.reason and form in read.reason


def test_half_of_a_whole_number_is_told() -> None:
    read = written.value(Parameter("p", "integer", "tid", "upphandlare", "timmar"), "90 min")
    assert isinstance(read, Unread) and "90 min" in read.reason


NO_AMOUNTS = [
    ("1.500", "KG417"),
    ("1,500", "KG417"),
    ("1,500 Mkr", "KG417"),
    ("500 000 kr inkl. moms", "KG418"),
    ("500 000 kr inklusive moms", "KG418"),
    ("500 000 varav moms 100 000", "KG418"),
    *(
        (form, "KG402")
        for form in (
            "-1", "−5 kr", 10**12, "1 000 000 000 000", "1e12", "9" * 400, float("nan"), float("inf"), float("-inf"), "NaN",
            "=1+1", "<b>5</b>", "5\x00", "5\u202e0", "ca 500", "500-600", "12 34", "007", "½", "٣", "500 kr/mån", "500 EUR",
            "5,5", 5.5, "fem", "kr", True, False, [500], {"a": 1}, date(2027, 1, 1), "5 kr 3", "500 st",
            "5" + " " * 300 + "x",
            "x" * 100_000,
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize(("form", "wanted"), NO_AMOUNTS)
def test_what_is_no_amount_is_told_with_an_example(form: object, wanted: str) -> None:
    read = written.answer(KRONOR, form)
    assert isinstance(read, Unread)
    assert read.code == wanted
    assert "Mkr" in read.advice or "exkl. moms" in read.advice
    assert len(read.reason) < 400


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("03/04/2027", "KG417"), ("1/2", "KG417"), ("15/1", "KG417"), ("15/1 27", "KG417"), ("270115", "KG417"),
        ("31 februari 2027", "KG402"), ("2027-13-01", "KG402"), ("0027-01-15", "KG402"), ("i höst", "KG402"),
        ("15 januari", "KG402"), (0.96875, "KG402"), ("0/4/2027", "KG402"),
        ("=TODAY()", "KG402"), (46402, "KG402"), (True, "KG402"),
        ([], "KG402"), (datetime(2027, 1, 1, 12), "KG402"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_with_an_example(form: object, wanted: str) -> None:
    read = written.answer(DAY, form)
    assert (code(read), "2027-01-15" in read.advice if isinstance(read, Unread) else "") == (wanted, True)


FORM = re.compile(
    r"[0-9 ,.\u00a0_:+\-−–a-zåäö()\n\t\r\x0b\x0c\x1c-\x1f\x85\u2000-\u200a\u2028\u2029\u205f\u3000\u1680;]+"
)


@given(st.text(max_size=30))
def test_text_that_is_no_form_is_never_taken(text: str) -> None:
    for asked in (KRONOR, USERS, YES_OR_NO, DAY, ONE, SEVERAL):
        read = written.answer(asked, text)
        if isinstance(read, Unread):
            assert read.reason and read.advice
        elif read is None:
            assert not text.strip()
        else:
            # Only letters that a form has, so no sign from elsewhere was passed over.
            assert text.strip() and (asked.type in ("choice", "choices") or FORM.fullmatch(text.casefold()))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
        max_leaves=5,
    )
)
def test_whatever_is_given_is_an_answer_or_told(value: object) -> None:
    for asked in (KRONOR, USERS, YES_OR_NO, DAY, ONE, SEVERAL, question("text")):
        read = written.answer(asked, value)
        if not isinstance(read, Unread):
            again = written.answer(asked, list(read) if isinstance(read, tuple) else read)
            assert again == read, "the stored form is read as itself"


def test_words_that_may_be_two_choices_are_told() -> None:
    alike = question("choice", choices={"a": "Ö-drift", "b": "o drift"})
    assert code(written.answer(alike, "odrift")) == "KG417"
    assert written.answer(alike, "Ö-drift") == "a"


def test_a_choice_that_stands_twice_is_told() -> None:
    assert code(written.answer(SEVERAL, ["saas", "Molntjänst"])) == "KG402"
    assert code(written.answer(SEVERAL, "saas, molntjänst")) == "KG402"


def test_a_text_is_kept_and_signs_that_cannot_stand_are_told() -> None:
    text = question("text")
    assert written.answer(text, ' <b>"Registrator" & co</b> =1+1 ') == '<b>"Registrator" & co</b> =1+1'
    assert written.answer(text, 500) == "500"
    assert code(written.answer(text, "a\x07b")) == "KG402"
    assert code(written.answer(text, "å" * 30_000)) == "KG402"
