#!/usr/bin/env bash
# Two validators read one JSON Schema with the pattern ^[A-Z]+-[0-9]+$ and disagree about an id with a line end after it.
#
# jsonschema 4.26.0 (Python): "EXIT-8" and a line end is valid, since `$` in Python's patterns also stands before a last
# line end; and \d takes the Arabic digit three. jsonschema-rs 0.60.3, which follows ECMA 262 as the specification asks:
# both are invalid. An id that a file holds as "EXIT-8\n" can so pass one check and be refused by the next program.
# Fails when either program changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check jsonschema==4.26.0 jsonschema-rs==0.60.3
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import jsonschema
import jsonschema_rs

print("jsonschema", version("jsonschema"), "and jsonschema-rs", version("jsonschema-rs"))
seen = {}
for pattern, text in ((r"^[A-Z]+-[0-9]+$", "EXIT-8"), (r"^[A-Z]+-[0-9]+$", "EXIT-8\n"), (r"^\d$", "\u0663")):
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string", "pattern": pattern}
    one = jsonschema.Draft202012Validator(schema).is_valid(text)
    other = jsonschema_rs.validator_for(schema).is_valid(text)
    print(f"{pattern}  {text!r:12}  jsonschema: {one}  jsonschema-rs: {other}")
    seen[pattern, text] = one, other
assert list(seen.values()) == [(True, True), (True, False), (True, False)], seen
PYTHON
