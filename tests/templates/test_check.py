"""What ``validate`` says about a template: where, what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.templates.conftest import FIRST, Write


def told(kravgen: Kravgen, write: Write, text: str) -> list[str]:
    """What ``validate`` says about a template, without the name of the file."""
    write(text)
    result = kravgen("validate")
    lines = [line.removeprefix("templates/documents/prov.md.jinja:") for line in result.err.splitlines()]
    assert result.code == (1 if lines else 0)
    return [line for line in lines if " KG" in line]


@pytest.mark.parametrize(
    ("text", "place", "code", "words"),
    [
        ("{{ titel }}", "0:4", "KG405", 'Namnet "titel" finns inte här.'),
        ("{{ requirments | length }}", "0:4", "KG405", 'Menade du "requirements"?'),
        ("a case.titel {{ case.titel }}", "0:22", "KG405", 'Menade du "title"?'),
        ("{{ fakt('users_count') }}", "0:4", "KG405", 'Menade du "fact"?'),
        ("{{ case.title | uper }}", "0:17", "KG405", 'Menade du "upper"?'),
        ("{% if case.title is definied %}a{% endif %}", "0:21", "KG405", 'Menade du "defined"?'),
        ("{{ fact('users_cont') }}", "0:10", "KG302", 'Menade du "users_count"?'),
        ("{{ attachment('exitplan') }}", "0:16", "KG405", "handlingarna som beställaren bifogar"),
        ("{% if 'users_cont' in facts %}a{% endif %}", "0:8", "KG302", 'Menade du "users_count"?'),
        ("{% if facts.users_cont is defined %}a{% endif %}", "0:13", "KG302", 'Menade du "users_count"?'),
        ("{% for e in checks %}{{ e.titel }}{% endfor %}", "0:27", "KG405", "titel"),
        ("{% for e in checks %}{{ e.item.titel }}{% endfor %}", "0:32", "KG405", 'Menade du "title"?'),
        ("{{ checks | where('fas') | length }}", "0:20", "KG405", '"fas" finns inte hos en post.'),
        (
            "{{ requirement_table(case, 'x') }}",
            "0:4",
            "KG405",
            "tar en lista med poster men fick upphandlingen",
        ),
        ("{{ requirement_table(checks) }}", "0:4", "KG405", "tar 2 värden men fick 1"),
        ("{{ form([('a', 'b', 'c')], 'x') }}", "0:4", "KG405", "rader med 2 delar"),
        ("{{ checks }}", "0:4", "KG405", "det här är en lista med poster"),
        ("{{ facts.security_sensitive }}", "0:1", "KG405", "Säg det med ord"),
        ("{% if case.title < 1 %}a{% endif %}", "0:1", "KG405", "Bara tal är större"),
        ("{% if case.title == 1 %}a{% endif %}", "0:1", "KG405", "En text är aldrig lika med ett tal."),
        ("{% if facts.procedure == 'dirct' %}a{% endif %}", "0:27", "KG405", 'Menade du "direct"?'),
        ("{% fro x in checks %}{% endfor %}", "0:4", "KG405", 'En mall kan inte ha ordet "fro" här.'),
        (
            "{% endfor %}",
            "0:4",
            "KG405",
            '"endfor" avslutar eller fortsätter en del, men här har ingen börjat.',
        ),
        (
            "{% include none %}",
            "0:4",
            "KG404",
            'måste stå i mallen. Skriv: {% include "delar/inledning.jinja" %}.',
        ),
        (
            "{% for (a, (b, c)) in checks %}{% endfor %}",
            "0:1",
            "KG404",
            "Skriv: {% for entry in requirements %}.",
        ),
        ("{{ show() }}", "0:4", "KG405", '"show" tar 1 värde men fick 0.'),
        ("\n\n{% if true %}a", "2:1", "KG405", 'Delen som börjar med "if" är inte avslutad.'),
        ("{{ 'a }}", "0:1", "KG405", "Mallen går inte att läsa här."),
        ("{{ case.title", "0:1", "KG405", "Mallen går inte att läsa här."),
        ("{{ case.title purpose }}", "0:15", "KG405", "Här ska slutet på {{ … }} stå"),
        ("{% if %}a{% endif %}", "0:1", "KG405", "slutet på {% … %}"),
        ("{% set x = checks %}\n{{ x }}", "1:4", "KG405", "det här är en lista"),
        ("{% if true %}{% set x = 1 %}{% endif %}\n{{ x }}", "1:4", "KG405", 'Namnet "x" finns inte här.'),
        (
            "{% for e in checks %}{% set x = 1 %}{% endfor %}\n{{ x }}",
            "1:4",
            "KG405",
            'Namnet "x" finns inte',
        ),
        ("{{ loop.index }}", "0:4", "KG405", 'Namnet "loop" finns inte här.'),
        ("{{ form(\n  [('a', 'b')],\n  cas.title) }}", "2:3", "KG405", 'Menade du "case"?'),
        ("{{ 'ja' if true }}", "0:9", "KG404", 'Lägg till: else "".'),
        ("{{ 1 + 1 }}", "0:6", "KG404", '"+" hör inte till'),
    ],
)
def test_a_mistake_is_told_where_it_stands(
    write: Write, kravgen: Kravgen, text: str, place: str, code: str, words: str
) -> None:
    line, column = place.split(":")
    lines = told(kravgen, write, text)
    assert len(lines) == 1
    assert lines[0].startswith(f"{FIRST + int(line)}:{column} {code} "), lines
    assert words in lines[0]


def test_all_mistakes_are_told_in_one_run(write: Write, kravgen: Kravgen) -> None:
    lines = told(kravgen, write, "{{ a }}\n{{ fact('b') }}\n{{ checks }}\n{{ facts.users_count }}\n")
    assert [line.split()[1] for line in lines] == ["KG405", "KG302", "KG405", "KG406"]


UNSAID = [
    "{{ facts.users_count }}",
    "{{ facts['users_count'] }}",
    "{% if facts.users_count > 100 %}a{% endif %}",
    "{% if facts.delivery_model == 'saas' %}a{% endif %}",
    "{% if facts.secrecy %}a{% endif %}",
    "{% if not facts.secrecy %}a{% endif %}",
    "{{ 'a' if facts.secrecy else 'b' }}",
    "{% set n = facts.users_count %}",
    "{{ number(facts.users_count) }}",
    "{% if 'users_count' in facts or facts.users_count > 1 %}a{% endif %}",
    "{% if 'secrecy' in facts and facts.users_count > 1 %}a{% endif %}",
    "{% if 'users_count' not in facts %}{{ facts.users_count }}{% endif %}",
    "{% if 'users_count' in facts %}a{% else %}{{ facts.users_count }}{% endif %}",
    "{% if 'users_count' in facts %}a{% endif %}{{ facts.users_count }}",
    "{% for e in checks if facts.secrecy %}a{% endfor %}",
    "{{ case.term_years }}",
    "{{ number(case.term_years) }}",
    "{% if case.term_years > 1 %}a{% endif %}",
    "{% if case.extension_years %}{{ case.term_years }}{% endif %}",
    "{% for c in chapters %}{{ c.block.title }}{% endfor %}",
    "{{ case.title ~ case.term_years }}",
    "{% for b in case.buyers %}{{ b.controllers | first }}{% endfor %}",
    "{% set x = case.term_years %}{% if x %}{% set x = case.term_years %}{{ x }}{% endif %}",
    "{% for c in chapters %}{% if c.block %}{% for c in chapters %}{{ c.block.id }}{% endfor %}{% endif %}{% endfor %}",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_may_be_unanswered_must_be_asked_for(write: Write, kravgen: Kravgen, text: str) -> None:
    lines = told(kravgen, write, f"# A\n\n{text}\n")
    assert lines
    assert all(" KG406 " in line for line in lines)
    assert all(line.startswith(f"{FIRST + 2}:") for line in lines)


SAID = [
    "{{ fact('users_count') }}",
    "{% if 'users_count' in facts %}{{ facts.users_count }}{% endif %}",
    "{% if 'users_count' in facts and facts.users_count > 100 %}a{% endif %}",
    "{% if 'users_count' not in facts or facts.users_count > 100 %}a{% endif %}",
    "{% if 'users_count' not in facts %}a{% elif facts.users_count > 100 %}b{% else %}{{ facts.users_count }}{% endif %}",
    "{% if facts.users_count is defined %}{{ number(facts.users_count) }}{% endif %}",
    "{% if facts.users_count is not defined %}a{% else %}{{ facts['users_count'] }}{% endif %}",
    "{% if not ('users_count' not in facts) %}{{ facts.users_count }}{% endif %}",
    "{{ facts.users_count if 'users_count' in facts else fact('users_count') }}",
    "{% if 'secrecy' in facts and 'users_count' in facts and facts.secrecy and facts.users_count > 1 %}a{% endif %}",
    "{% for e in checks if 'secrecy' in facts and facts.secrecy %}a{% endfor %}",
    "{{ facts.procedure }}",
    "{% if facts.security_sensitive %}a{% endif %}",
    "{{ answer(case.term_years, 'avtalstid', 'upphandlare') }}",
    "{% if case.term_years is not none %}{{ number(case.term_years) }}{% endif %}",
    "{% if case.term_years != none %}{{ case.term_years }}{% endif %}",
    "{% if case.term_years == none %}a{% else %}{{ case.term_years }}{% endif %}",
    "{% if case.term_years %}{{ case.term_years }}{% endif %}",
    "{% set x = case.term_years %}{% if x %}{{ x }}{% endif %}",
    "{% for c in chapters %}{{ c.block.title if c.block else '' }}{% endfor %}",
    "{% for c in chapters if c.block %}{{ c.block.title }}{% endfor %}",
    "{% if true %}{% set x = 'a' %}{% else %}{% set x = 'b' %}{% endif %}{{ x }}",
    "{% for a, b in [('x', 'y'), ('z', 'å')] %}{{ a ~ b }}{% endfor %}",
    "{% for f in ['users_count', 'secrecy'] %}{{ fact(f) }}{% endfor %}",
    "{% for x in [] %}{{ x }}{% else %}a{% endfor %}",
]


@pytest.mark.parametrize("text", SAID)
def test_what_is_asked_for_may_be_used(write: Write, kravgen: Kravgen, text: str) -> None:
    assert told(kravgen, write, f"# A\n\n{text}\n") == []
    made = kravgen("generate", "fall.yaml")
    assert made.code == 0, made.err


@pytest.mark.parametrize(
    "text",
    [
        "{{ facts.ombud }}",
        "{% if 'ombud' in facts %}a{% endif %}",
        "{% if facts.ombud is defined %}a{% endif %}",
    ],
)
def test_what_each_buyer_answers_decides_nothing(
    write: Write, kravgen: Kravgen, workspace: Path, text: str
) -> None:
    question = """\
questions:
  - {id: ombud, type: text, label: ombud, text: Vem?, help: Namn., decides: Prov., role: upphandlare, per_buyer: true}
"""
    (workspace / "requirements_library" / "fragor.yaml").write_text(question, encoding="utf-8")
    (line,) = told(kravgen, write, text)
    assert " KG314 " in line
    assert "fact_of" in line
    assert told(kravgen, write, "{{ fact('ombud') }}{{ fact_of('ombud', case.title, '') }}") == []


def test_when_does_not_answer_for_the_document(write: Write, kravgen: Kravgen) -> None:
    # The document is in until the question is answered, and says what holds then.
    file = write("# A\n\n{{ facts.users_count }}\n{{ requirement_table(requirements, 'K') }}\n")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("order: 1", "order: 1\nwhen: users_count > 1"), encoding="utf-8")
    assert " KG406 " in kravgen("validate").err


def test_a_part_is_told_in_its_own_file(write: Write, kravgen: Kravgen) -> None:
    file = write("# A\n\n{% for e in checks %}{% include 'delar/a.jinja' %}{% endfor %}\n{{ e.id }}\n")
    (file.parent / "delar").mkdir()
    (file.parent / "delar" / "a.jinja").write_text("a\n{{ e.titel }}\n", encoding="utf-8")
    result = kravgen("validate")
    assert "templates/documents/delar/a.jinja:2:6 KG405" in result.err
    assert f"templates/documents/prov.md.jinja:{FIRST + 3}:4 KG405" in result.err


def test_a_part_sees_the_names_around_it(write: Write, kravgen: Kravgen, workspace: Path) -> None:
    file = write("{% set a = case.title %}\n# A\n\n{% include 'delar/a.jinja' %}\n")
    (file.parent / "delar").mkdir()
    (file.parent / "delar" / "a.jinja").write_text(
        "{{ a }}\n\n{{ requirement_table(requirements, 'K') }}\n", encoding="utf-8"
    )
    assert kravgen("generate", "fall.yaml").code == 0
    assert (workspace / "output" / "fall" / "prov.docx").exists()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\xff", "KG103"),
        (b"a\x00b", "KG106"),
        ("a\ufdd00\ufdd0".encode(), "KG106"),
        (b"a" * 200_000, "KG102"),
    ],
)
def test_a_file_that_is_no_text(write: Write, kravgen: Kravgen, raw: bytes, told: str) -> None:
    file = write("")
    file.write_bytes(file.read_bytes() + raw)
    result = kravgen("validate")
    assert result.code == 1
    assert f" {told} " in result.err


def test_a_mark_at_the_start_and_other_line_ends_change_nothing(write: Write, kravgen: Kravgen) -> None:
    file = write("\n\n{{ a }}\n")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert f"prov.md.jinja:{FIRST + 2}:4 KG405" in kravgen("validate").err


def test_messages_are_in_english_too(write: Write, kravgen: Kravgen) -> None:
    write("{{ titel }}\n{{ facts.users_count }}\n")
    told = kravgen("--lang", "en", "validate").err
    assert 'The name "titel" is unknown here.' in told
    assert 'The fact "users_count" may be unanswered' in told
