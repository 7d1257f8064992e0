"""No template reads, writes or lists what lies outside, and none takes more than its share."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest

from kravgen.cli import run
from tests.conftest import Kravgen
from tests.templates.bounds import bounded
from tests.templates.conftest import FIRST, Write

SECRET = "kanariefagel-7d1c"
TEN = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"


def loops(depth: int, inner: str) -> str:
    """Loops inside loops, each of ten turns."""
    return "".join(f"{{% for x{n} in {TEN} %}}" for n in range(depth)) + inner + "{% endfor %}" * depth


# What each asks for is refused with file, line and code, before anything runs.
REFUSED = {
    # Attributes and methods.
    "path-of-the-file": "{{ case.file }}",
    "reading": "{{ case.file.read_text() }}",
    "writing": "{{ case.file.write_text('x') }}",
    "deleting": "{{ case.file.unlink() }}",
    "renaming": "{{ case.file.rename('y') }}",
    "listing": "{% for f in case.file.parent.iterdir() %}{{ f }}{% endfor %}",
    "place": "{{ case.place.file }}",
    "place-of-an-item": "{% for e in requirements %}{{ e.item.place }}{% endfor %}",
    "library-of-an-entry": "{% for e in requirements %}{{ e.library }}{% endfor %}",
    "decision-of-an-entry": "{% for e in requirements %}{{ e.decision }}{% endfor %}",
    "private": "{% for e in requirements %}{{ e._fields }}{% endfor %}",
    "class-of-a-text": "{{ ''.__class__ }}",
    "class-of-the-case": "{{ case.__class__ }}",
    "class-by-item": "{{ case['__class__'] }}",
    "class-of-a-list": "{{ requirements.__class__ }}",
    "globals-of-a-function": "{{ fact.__globals__ }}",
    "self": "{{ self }}",
    "super": "{{ super() }}",
    "context": "{{ context }}",
    "environment": "{{ environment }}",
    "joined-name": "{{ case['__cla' ~ 'ss__'] }}",
    "attr-filter": "{{ case | attr('file') }}",
    "map-filter": "{{ requirements | map(attribute='__class__') | join }}",
    "method-of-a-text": "{{ case.title.upper() }}",
    "method-of-facts": "{{ facts.keys() }}",
    "where-private": "{{ requirement_table(requirements | where('__class__'), 'x') }}",
    "where-method": "{{ requirement_table(requirements | where('parameter'), 'x') }}",
    # Tricks with formats.
    "format-method": "{{ '{0.__class__}'.format(case) }}",
    "format-map": "{{ '{a}'.format_map(facts) }}",
    "format-filter": "{{ '%s' | format(case) }}",
    "percent": "{{ '%99999999d' % 1 }}",
    "pprint": "{{ case | pprint }}",
    "tojson": "{{ facts | tojson }}",
    "xmlattr": "{{ facts | xmlattr }}",
    "string-filter": "{{ requirements | string }}",
    # Sizes.
    "product": "{{ 'a' * 99999999 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "sum": "{{ 1 + 1 }}",
    "quotient": "{{ 1 / 0 }}",
    "remainder": "{{ 1 % 0 }}",
    "center": "{{ 'a' | center(99999999) }}",
    "indent": "{{ 'a' | indent(99999999) }}",
    "replace": "{{ 'aaaa' | replace('a', 'bbbbbbbb') }}",
    "batch": "{{ requirements | batch(1) | list }}",
    "range": "{% for i in range(99999999) %}a{% endfor %}",
    "digits": "{{ " + "9" * 9000 + " }}",
    "infinite": "{{ 1e999 }}",
    "list-printed": "{{ requirements }}",
    "facts-printed": "{{ facts }}",
    "case-printed": "{{ case }}",
    "none-printed": "{{ none }}",
    # Code of other kinds.
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "call": "{% call fact('x') %}{% endcall %}",
    "recursive-loop": "{% for e in requirements recursive %}{{ loop(requirements) }}{% endfor %}",
    "filter-block": "{% filter upper %}a{% endfilter %}",
    "block": "{% block a %}{% endblock %}",
    "with": "{% with a = 1 %}{% endwith %}",
    "autoescape": "{% autoescape true %}a{% endautoescape %}",
    "do": "{% do case.buyers.append(1) %}",
    "namespace": "{% set n = namespace(a=1) %}{% set n.a = 2 %}",
    "cycler": "{{ cycler('a').next() }}",
    "dict": "{{ {'a': 1} }}",
    "new-meaning": "{% set case = 1 %}{{ case }}",
    "new-function": "{% set fact = 1 %}{{ fact }}",
    # Chance and clock.
    "lipsum": "{{ lipsum(n=1) }}",
    "random": "{{ ['a', 'b'] | random }}",
    "now": "{{ now() }}",
    "today": "{{ as_of.today() }}",
    "shuffle": "{{ requirements | shuffle }}",
    # Signs that no document can hold, and the marks that ready blocks have.
    "mark": "{{ '\\ufdd0' ~ 0 ~ '\\ufdd0' }}",
    "sign": "{{ '\\x00' }}",
    "half-a-sign": "{{ '\\ud800' }}",
    "part-of-a-table": "{{ requirement_table(requirements, 'x')[2:] }}",
    "mark-in-a-form": "{{ form([('a', show(e))], 'x') }}",
    # Files.
    "include-parent": "{% include '../../hemlig.txt' %}",
    "include-absolute": "{% include '/etc/hostname' %}",
    "include-windows": "{% include '..\\\\..\\\\hemlig.txt' %}",
    "include-drive": "{% include 'c:/hemlig.txt' %}",
    "include-link": "{% include 'lank.jinja' %}",
    "include-folder-link": "{% include 'mapp/hemlig.txt' %}",
    "include-folder": "{% include 'delar' %}",
    "include-configuration": "{% include '../../kravgen.yaml' %}",
    "include-made": "{% include case.title %}",
    "include-several": "{% include ['a.jinja', '../../hemlig.txt'] %}",
    "include-or-not": "{% include '../../hemlig.txt' ignore missing %}",
    "include-itself": "{% include 'sig.jinja' %}",
    "include-a-document": "{% include 'prov.md.jinja' %}",
    "include-large": "{% include 'stor.jinja' %}",
    "include-pipe": "{% include 'ror.jinja' %}",
    "import": "{% import 'delar/a.jinja' as a %}",
    "from-import": "{% from '../../hemlig.txt' import a %}",
    "extends": "{% extends '../../hemlig.txt' %}",
}

# What each asks for can be judged, but is more than a document may be.
TOO_MUCH = {
    "steps": loops(9, "{% if x0 == x1 %}{% endif %}"),
    "comparisons": loops(6, "{% if case.title in case.title ~ case.title %}{% endif %}"),
    "characters": loops(6, case_title := "{{ case.title }}"),
    "lines": loops(5, "\n"),
    "headings": loops(5, "\n# A\n"),
    "marks-of-markdown": loops(5, "["),
    "doubled-text": "{% set a0 = 'aaaaaaaaaaaaaaaa' %}"
    + "".join(f"{{% set a{n + 1} = a{n} ~ a{n} %}}" for n in range(60)),
    "joined": "{{ [" + "'', " * 9000 + "] | join('" + "b" * 50000 + "') }}",
    "parts-of-a-text": loops(7, f"{{% set a = ({case_title[3:-3]} ~ 'aaaaaaaaaaaaaaaaaaaa')[1:] %}}"),
    "names": "".join(f"{{% set a{n} = 1 %}}" for n in range(5000)) + loops(4, ""),
    "tables": loops(5, "{{ requirement_table(requirements, 'x') }}"),
    "shown": loops(5, "{% for e in clauses %}{{ show(e) }}{% endfor %}"),
    "forms": loops(5, "{{ form([('a', 'b')], 'x') }}"),
    "rows-of-a-form": "{{ form([" + "('a', 'b'), " * 9000 + "], 'x') }}",
    "notes": loops(5, "a\n\n{{ guidance('x') }}\n"),
    "parties": "{{ signature(['a'], [" + "'a', " * 900 + "], 'x') }}",
    "parts-in-parts": "{% include 'fyra.jinja' %}" * 100,
    "depth": "{% if true %}" * 300 + "a" + "{% endif %}" * 300,
    "brackets": "{{ " + "(" * 40000 + " }}",
    "many-unknown": "{{ a }}" * 18000,
}

# Odd, and nothing wrong with it: the document says just what stands there.
HARMLESS = {
    "quoted-code": "# A\n\n{% raw %}{{ case.file }}{% endraw %}\n",
    "html": "# A\n\n<script>x</script>\n",
    "unlike-any-tag": "# A\n\n}} %} #}\n",
    "comment": "# A\n\n{# {{ case.file }} #}\n",
    "empty-list": "# A\n\n{% for e in [] %}{{ e }}{% else %}a{% endfor %}\n",
    "empty-text": "",
    "dashes": "# A\n\n{%- if true -%} a {%- endif -%}\n",
    "hundred-turns": "# A\n\n" + loops(2, "a "),
}


@pytest.fixture
def outside(write: Write, workspace: Path) -> Path:
    """What lies outside the templates, and links to it."""
    secret = workspace / "hemlig.txt"
    secret.write_text(SECRET, encoding="utf-8")
    documents = write("").parent
    (documents / "delar").mkdir()
    (documents / "delar" / "a.jinja").write_text("a", encoding="utf-8")
    (documents / "lank.jinja").symlink_to(secret)
    (documents / "mapp").symlink_to(workspace)
    (documents / "sig.jinja").write_text("{% include 'sig.jinja' %}", encoding="utf-8")
    (documents / "stor.jinja").write_text("a" * 200_000, encoding="utf-8")
    for above, below in (("fyra", "tre"), ("tre", "tva"), ("tva", "ett")):
        (documents / f"{above}.jinja").write_text(f"{{% include '{below}.jinja' %}}" * 100, encoding="utf-8")
    (documents / "ett.jinja").write_text("a", encoding="utf-8")
    os.mkfifo(documents / "ror.jinja")
    return secret


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file that is no link or pipe."""
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()
    }


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_template_may_not_ask_for(
    outside: Path, write: Write, kravgen: Kravgen, workspace: Path, name: str
) -> None:
    write(f"# A\n\n{REFUSED[name]}\n")
    before = snapshot(workspace)
    checked = kravgen("validate", "fall.yaml")
    made = kravgen("generate", "fall.yaml")
    assert checked.code == made.code == 1
    assert checked.err == made.err
    # A part that is wrong in itself is told at its own line.
    assert re.search(rf"\.jinja:({FIRST + 2}|1):[0-9]+ (KG404|KG405|KG107|KG102) ", made.err), made.err
    assert SECRET not in made.err
    assert snapshot(workspace) == before


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_template_that_takes_too_much_is_stopped(
    outside: Path, write: Write, small: Path, workspace: Path, name: str
) -> None:
    write(TOO_MUCH[name])
    before = snapshot(workspace)
    told = bounded(["generate", "fall.yaml"], small, workspace)
    assert told.code == 1, told
    assert re.search(r"\.jinja:[0-9]+:[0-9]+ KG40[45] ", told.err)
    after = snapshot(workspace)
    after.pop(str(workspace / "bounded.txt"))
    assert after == before


@pytest.mark.parametrize("name", HARMLESS)
def test_odd_templates_that_are_harmless(write: Write, kravgen: Kravgen, name: str) -> None:
    write(HARMLESS[name])
    told = kravgen("generate", "fall.yaml")
    assert told.code == 0, told.err


def test_what_a_harmless_template_says_is_what_stands_there(
    write: Write, small: Path, workspace: Path
) -> None:
    write(
        "# A\n\n{% raw %}{{ case.file }}{% endraw %} <b> }}\n\n{{ requirement_table(requirements, 'K') }}\n"
    )
    assert run(["generate", "fall.yaml"], shipped=small) == 0
    parts = zipfile.ZipFile(workspace / "output" / "fall" / "prov.docx")
    assert "{{ case.file }} &lt;b&gt; }}" in parts.read("word/document.xml").decode()


def test_a_text_of_a_procurement_is_no_template(write: Write, kravgen: Kravgen, workspace: Path) -> None:
    write("# A\n\n{{ case.title }}\n\n{{ requirement_table(requirements, 'K') }}\n")
    file = workspace / "fall.yaml"
    odd = 'title: "{{ case.file }}{% for %} {# a #}"'
    file.write_text(file.read_text(encoding="utf-8").replace("title: Enkätverktyg", odd), encoding="utf-8")
    told = kravgen("generate", "fall.yaml")
    assert told.code == 0, told.err
    parts = zipfile.ZipFile(workspace / "output" / "fall" / "prov.docx")
    assert "{{ case.file }}{% for %} {# a #}" in parts.read("word/document.xml").decode()


def test_no_path_of_the_machine_stands_in_a_document(kravgen: Kravgen, write: Write, workspace: Path) -> None:
    write("# A\n\n{{ case.title }}\n\n{{ requirement_table(requirements, 'K') }}\n")
    assert kravgen("generate", "fall.yaml").code == 0
    for file in (workspace / "output" / "fall").rglob("*.docx"):
        parts = zipfile.ZipFile(file)
        assert all(str(workspace).encode() not in parts.read(name) for name in parts.namelist())
