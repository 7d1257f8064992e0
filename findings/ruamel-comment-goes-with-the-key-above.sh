#!/usr/bin/env bash
# A file of answers in which a line of comment stands above the question that it is about.
#
# ruamel.yaml 0.18.16 keeps comments when it writes a file anew, but holds each with the key before it. When the answer
# above is taken out, the comment about the next question goes with it. When the answer above becomes a list, the comment
# stands before the list, as if it were about that. Where the answer above gets a word, all comments stay.
# Fails when the library changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ruamel.yaml==0.18.16
"$folder/venv/bin/python" - <<'PYTHON'
import io

import ruamel.yaml

BEFORE = """\
facts:
  users: 120
  # Frågas av dataskyddsombudet.
  personal_data: ordinary
"""


def changed(change) -> str:
    yaml = ruamel.yaml.YAML()
    data = yaml.load(BEFORE)
    change(data["facts"])
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


print("ruamel.yaml", ruamel.yaml.__version__)
kept = changed(lambda facts: facts.update(users=121))
gone = changed(lambda facts: facts.pop("users"))
listed = changed(lambda facts: facts.update(users=["Kommunstyrelsen"]))
for name, text in (("another number", kept), ("taken out", gone), ("a list", listed)):
    print(f"--- {name}\n{text}", end="")
assert kept == BEFORE.replace("120", "121")
assert gone == "facts:\n  personal_data: ordinary\n"
lines = listed.splitlines()
assert lines.index("  # Frågas av dataskyddsombudet.") < lines.index("  - Kommunstyrelsen") < len(lines) - 1
PYTHON
