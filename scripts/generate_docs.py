"""Write ``docs/referens/`` and ``docs/coverage.md`` from the program and the library. Run by ``make docs``.

With ``--check`` nothing is written; the exit code is 1 when a page is out of date.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

import needs
from kravgen import content as contents
from kravgen import i18n, schema
from kravgen import world as worlds
from kravgen.cli.root import COMMANDS, group
from kravgen.codes import CODES
from kravgen.content import Content
from kravgen.documents import budget, each, filters, front, names, records
from kravgen.i18n import _
from kravgen.lint.table import RULES
from kravgen.problems import Collector

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs"
_DAY = "2026-11-23"
_NOTE = "<!-- Den här sidan skapas av make docs. Ändra inte här. -->\n\n"


def pages() -> dict[str, str]:
    """Every page that is made, by its path under ``docs/``."""
    i18n.activate("sv")
    i18n.share_with_click()
    read = contents.read(worlds.find(ROOT, _DAY), Collector())
    return {
        "referens/felkoder.md": _codes(),
        "referens/lint.md": "".join(_rules()),
        "referens/kommandon.md": _commands(),
        "referens/nycklar.md": "".join(_keys()),
        "referens/dokument.md": _documents(read),
        "referens/mallar.md": "".join(_templates()),
        "referens/kravblock.md": _blocks(read),
        "coverage.md": needs.page(read.library),
    }


def _codes() -> str:
    rows = "".join(f"| {code} | {_(meaning)} |\n" for code, meaning in CODES.items())
    return f"{_NOTE}# Felkoder\n\n| kod | betydelse |\n|---|---|\n{rows}"


def _rules() -> Iterator[str]:
    yield f"{_NOTE}# Regler för hur krav skrivs\n\n"
    yield "`kravgen lint` prövar de här reglerna. Exemplen är prövade: regeln hittar felet i det första och inget i det"
    yield " andra.\n"
    yield "Ett exempel är texten i ett ska-krav, nycklar i ett krav eller listor i en fil.\n\n"
    yield "| kod | namn | nivå | betydelse |\n|---|---|---|---|\n"
    yield from (
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {_LEVELS[rule.level]} | {_(rule.sentence)} |\n"
        for rule in RULES
    )
    for rule in RULES:
        yield f"\n## {rule.code}\n\n{_(rule.sentence)} Namn: {rule.name}. Nivå: {_LEVELS[rule.level]}.\n\n"
        yield f"Fel:\n\n```yaml\n{_wrapped(rule.bad)}\n```\n\nRätt:\n\n```yaml\n{_wrapped(rule.good)}\n```\n"


_LEVELS = {"error": "fel", "warning": "varning"}


def _wrapped(example: str) -> str:
    """The example on lines of a length that fits a page."""
    lines = (
        textwrap.wrap(line, 100, subsequent_indent="  ", break_long_words=False)
        for line in example.split("\n")
    )
    return "\n".join(part for parts in lines for part in parts)


def _commands() -> str:
    root = group()
    context = click.Context(root, info_name="kravgen")
    texts = [f"```\n{root.get_help(context)}\n```\n"]
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        texts.extend(_command(command, click.Context(command, parent=context, info_name=name)))
    return f"{_NOTE}# Kommandon\n\n{''.join(texts)}"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _command(below, click.Context(below, parent=context, info_name=name))
    else:
        yield f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"


def _keys() -> Iterator[str]:
    yield f"{_NOTE}# Nycklar i YAML-filerna\n"
    for file in sorted(schema.SCHEMAS.glob("*.schema.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        yield f"\n## {data['title']}\n\n{data['description']}\n\n| nyckel | betydelse |\n|---|---|\n"
        for key, text in _described(data, "", data):
            yield f"| `{key}` | {text} |\n"
        for name, part in data.get("$defs", {}).items():
            rows = [*_described(part, "", data), *_described(part.get("items", {}), f"{name}[].", data)]
            if rows:
                yield f"\n### {name}\n\n| nyckel | betydelse |\n|---|---|\n"
                yield from (f"| `{key}` | {text} |\n" for key, text in rows)


def _described(part: dict[str, Any], above: str, home: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key of a part of the schema ``home`` and what it is for."""
    for key, value in part.get("properties", {}).items():
        name = f"{above}{key}"
        yield name, value.get("description") or _referred(value.get("$ref", ""), home)
        yield from _described(value, f"{name}.", home)
        yield from _described(value.get("items", {}), f"{name}[].", home)


def _referred(reference: str, home: dict[str, Any]) -> str:
    """The description of the definition that a key refers to, at home or in another schema."""
    file, _hash, name = reference.partition("#/$defs/")
    there = schema.load(file.removesuffix(".schema.json")) if file else home
    return str(there.get("$defs", {}).get(name, {}).get("description", ""))


def _documents(read: Content) -> str:
    rows = "".join(
        f"| {t.id} | {t.title} | {t.audience} | {f'`{t.when}`' if t.when else 'alltid'} |\n"
        for t in read.templates.values()
    )
    return f"{_NOTE}# Dokument\n\n| namn | titel | läsare | när |\n|---|---|---|---|\n{rows}"


def _templates() -> Iterator[str]:
    """Every name that a template may use, from the table that templates are made and checked with."""
    yield f"{_NOTE}# Mallar\n\n{_filled(_TEMPLATES)}"
    yield "\n## Uppgifter och listor\n\n"
    yield from _named((name, value.meaning, value.example) for name, value in names.VALUES.items())
    yield "\n## Uppgifter när en mall blir flera dokument\n\n"
    yield "Med `for_each: controller` i huvudet blir mallen ett dokument för varje personuppgiftsansvarig.\n\n"
    own = (value for values in each.EACH.values() for value in values.items())
    yield from _named((name, value.meaning, value.example) for name, value in own)
    yield "\n## Funktioner\n\n"
    yield from _named(
        (f"{name}(…)", function.meaning, function.example) for name, function in names.FUNCTIONS.items()
    )
    yield "\n## Filter\n\n"
    yield from _named((name, each.meaning, each.example) for name, each in filters.FILTERS.items())
    fields = ", ".join(f"`{name}`" for name in filters.WHERE)
    yield f"\n`where` och `without` känner till {fields}.\n"
    yield "\n## Frågor med is\n\n"
    yield from _named((f"is {name}", each.meaning, each.example) for name, each in filters.TESTS.items())
    for name, fields_of in records.RECORDS.items():
        yield f"\n## {_RECORDS[name]}\n\n"
        yield from _named((f"{name}.{key}", each.meaning, each.example) for key, each in fields_of.items())


def _filled(text: str) -> str:
    """The text with the limits of templates filled in."""
    limits = {"CHARACTERS": budget.CHARACTERS, "ROWS": budget.ROWS, "SIZE": front.MAX_BYTES // 1024}
    for name, limit in limits.items():
        text = text.replace(name, f"{limit:,}".replace(",", "\u00a0"))
    return text


def _named(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield "| namn | vad det ger | exempel |\n|---|---|---|\n"
    for name, meaning, example in rows:
        shown = " ".join(example.split()).replace("|", "\\|")
        yield f"| `{name}` | {_(meaning)} | `{shown}` |\n"


_RECORDS = {
    "case": "Upphandlingen: case",
    "buyer": "En beställare: buyer i case.buyers",
    "controller": "En personuppgiftsansvarig: controller",
    "information": "Ett slag av information: row i case.information",
    "entry": "En post: entry i requirements, clauses, checks, criteria och chapter.entries",
    "item": "Postens uppgifter: entry.item",
    "chapter": "Ett kapitel: chapter i chapters",
    "block": "Ett block: chapter.block",
    "evaluation": "Hur anbuden jämförs: evaluation",
    "award_criterion": "Ett kriterium för kvalitet: criterion i evaluation.criteria",
    "decision": "Ett beslut: decision i decisions",
    "starting_point": "En utgångspunkt: point i starting_points",
    "term": "Ett ord: term i glossary",
    "loop": "Ett varv: loop inne i for",
}
_TEMPLATES = """\
En mall är ett dokument: ett huvud mellan två rader med `---`, och sedan text i Markdown med det som står här.
`kravgen validate` prövar varje mall. Det som står i en mall och inte står här är ett fel.

- `{{ … }}` skriver ut en text eller ett tal. En lista skrivs ut post för post eller i en tabell.
- `{% if … %} … {% elif … %} … {% else %} … {% endif %}` väljer. Jämför med `==`, `!=`, `<`, `>`, `in` och `not in`.
  Sätt ihop med `and`, `or` och `not`.
- `{% for entry in clauses if entry.item.block == "exit" %} … {% endfor %}` upprepar.
- `{% set rubrik = chapter.title or "Funktion" %}` ger ett namn åt ett värde.
- `{% include "delar/inledning.jinja" %}` tar in en fil ur `templates/documents`. Länkar följs inte.
- `~` sätter ihop texter. Listor skrivs `["a", "b"]` och rader i ett formulär `("etikett", värde)`. En del av en text
  eller lista skrivs `[1:]`.

**En fråga som ingen har svarat på blir aldrig ett påstående.** Skriv ut en uppgift med `fact("…")`: då syns en lucka
tills någon svarar. Ska mallen välja efter en uppgift, fråga först om den är besvarad:
`{% if "users_count" in facts and facts.users_count > 100 %}`. Utan `in facts` säger `kravgen validate` till (KG406). Det
gäller också det som upphandlingen kan sakna: `{% if case.term_years is not none %}`. En fråga som måste vara besvarad för
att paketet ska skapas kan användas direkt. Dokumentets eget `when` räcker inte: dokumentet tas med tills frågan är
besvarad.

**En mall kan inte göra något annat.** Den läser inga filer utom dem som den tar in, har ingen klocka och ingen slump,
räknar inte och anropar inget. Ett dokument rymmer omkring CHARACTERS tecken och ROWS tabellrader utöver posternas egna.
En mall är högst SIZE\u00a0kB med det som den tar in.
"""


def _blocks(read: Content) -> str:
    texts = [f"{_NOTE}# Kravblock\n\n", *_index(read)]
    for block in read.library.blocks.values():
        texts.append(
            f"\n## {block.title}\n\n`{block.id}`, ägare {block.owner}, granskas senast {block.review_by}.\n\n"
            f"Täcker: {block.covers}\n\nTäcker inte: {block.does_not_cover}\n\n| id | typ | titel |\n|---|---|---|\n"
        )
        texts.extend(f"| {item.id} | {item.kind} | {item.title} |\n" for item in block.items)
    return "".join(texts)


_COLUMNS = ("ska", "bör", "villkor", "fråga", "kriterium", "avtalsvillkor", "kontrollpunkt")


def _index(read: Content) -> Iterator[str]:
    """One row a block: what it holds, who owns it, when it is reviewed and what it rests on."""
    yield "Allt innehåll är utkast som ingen jurist har granskat. Uppgifter ur lag har källa i källregistret.\n\n"
    yield f"| block | {' | '.join(_COLUMNS)} | ägare | granskas senast | källor |\n"
    yield f"|---|{'---:|' * len(_COLUMNS)}---|---|---|\n"
    total: Counter[str] = Counter()
    for block in read.library.blocks.values():
        count = Counter(item.kind for item in block.items)
        total += count
        used = dict.fromkeys(
            read.library.sources[r.source].name for item in block.items for r in item.sources
        )
        numbers = " | ".join(str(count[kind] or "") for kind in _COLUMNS)
        link = f"[{block.title}](#{block.title.lower().replace(' ', '-').replace(',', '')})"
        yield f"| {link} | {numbers} | {block.owner} | {block.review_by} | {', '.join(used)} |\n"
    numbers = " | ".join(f"**{total[kind]}**" for kind in _COLUMNS)
    yield f"| **Summa {sum(total.values())}** | {numbers} | | | |\n"


def main() -> int:
    """Write the pages, or compare them."""
    stale = [name for name, text in pages().items() if _old(FOLDER / name) != text]
    if "--check" in sys.argv:
        print("\n".join(stale))
        return 1 if stale else 0
    (FOLDER / "referens").mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def _old(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
