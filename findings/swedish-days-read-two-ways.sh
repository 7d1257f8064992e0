#!/usr/bin/env bash
# Days as people in Sweden write them, read by dateparser 1.2.2, told that the language is Swedish, and by dateutil 2.9.0.
#
# dateparser reads 03/04/2027 as 3 April and 3/4 2027 as 4 March: the same day and month with a space before the year.
# 15 maj, without a year, becomes the first of May 2015, since the day is taken for the year. 2027-13-01, which no
# calendar has, becomes 13 January. With STRICT_PARSING 15 maj is no day, and the other two are read the same way.
# dateutil reads both of the first as 4 March. Neither says that a day may be another.
# Fails when either library changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.2.2 python-dateutil==2.9.0.post0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime

import dateparser
import dateutil
from dateutil.parser import ParserError
from dateutil.parser import parse as by_dateutil

NOW = {"RELATIVE_BASE": datetime(2026, 12, 1)}


def read(words: str) -> tuple[str, ...]:
    found = [
        dateparser.parse(words, languages=["sv"], settings={**NOW, **strict})
        for strict in ({}, {"STRICT_PARSING": True})
    ]
    try:
        found.append(by_dateutil(words, default=datetime(2026, 12, 1)))
    except ParserError:
        found.append(None)
    return tuple(f"{day:%Y-%m-%d}" if day else "no day" for day in found)


print("dateparser", dateparser.__version__, "dateparser, strict", "dateutil", dateutil.__version__)
SEEN = {
    "2027-04-03": ("2027-04-03", "2027-04-03", "2027-04-03"),
    "3 april 2027": ("2027-04-03", "2027-04-03", "2027-04-03"),
    "03/04/2027": ("2027-04-03", "2027-04-03", "2027-03-04"),
    "3/4 2027": ("2027-03-04", "2027-03-04", "2027-03-04"),
    "15 maj": ("2015-05-01", "no day", "no day"),
    "2027-13-01": ("2027-01-13", "2027-01-13", "no day"),
}
for words, seen in SEEN.items():
    print(f"{words:14}", *read(words))
    assert read(words) == seen, words
PYTHON
