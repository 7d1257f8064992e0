"""How long the rules of ``kravgen lint`` take over the shipped library and over a made one of 900 items.

    .venv/bin/python benchmarks/lint_library.py [items]

Reading the files is not counted. Prints the time of the processor and of the clock; asserts nothing.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from kravgen import yamlfile
from kravgen.library import load as libraries
from kravgen.lint import words
from kravgen.lint.collection import ITEMS, Collection, entries
from kravgen.lint.judge import run
from kravgen.problems import Collector
from kravgen.world import World

ROOT = Path(__file__).parents[1]


def shipped() -> Collection:
    """The library as it is."""
    read = libraries.read_files(World((ROOT,), "2026-11-23"), Collector())
    library = libraries.assemble(read, Collector())
    found = tuple(entry for file in read.files for entry in entries(file))
    return Collection(found, words.gather(read.files), "2026-11-23", library.questions)


def made(like: Collection, count: int) -> Collection:
    """As many items as asked for, each with the texts of one of the library's with its words shuffled."""
    chance = random.Random(1)
    rest = [entry for entry in like.entries if entry.sort not in (*ITEMS, "block")]
    models = [entry for entry in like.items if entry.sort == "requirement"]
    requirements = []
    for number in range(count):
        data = dict(models[number % len(models)].data)
        # A question to the bidders has no evidence.
        for key in [key for key in ("text", "motive", "evidence") if key in data]:
            parts = data[key].split()
            middle = parts[2:]
            chance.shuffle(middle)
            data[key] = " ".join(parts[:2] + middle)
        requirements.append({**data, "id": f"X-{number}", "title": f"{data['title']} {number}"})
    raw = json.dumps({"block": "made", "requirements": requirements}, ensure_ascii=False, indent=1)
    file = yamlfile.parse(raw.encode(), "made.yaml")
    items = tuple(entry for entry in entries(file) if entry.sort != "block")
    return Collection((*rest, *items), like.words, like.day, like.questions)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 900
    print(f"{'library':<10}{'items':>6}{'findings':>10}{'processor':>12}{'clock':>10}")
    like = shipped()
    for name, collection in (("shipped", like), ("made", made(like, count))):
        clock, processor = time.perf_counter(), time.process_time()
        found = run(collection)
        used, passed = time.process_time() - processor, time.perf_counter() - clock
        print(f"{name:<10}{len(collection.items):>6}{len(found):>10}{used:>10.3f} s{passed:>8.3f} s")


if __name__ == "__main__":
    main()
