#!/usr/bin/env bash
# Amounts as people in Sweden write them, read by price-parser 0.3.4.
#
# Three decimals after a comma are taken for thousands: 0,125 kr becomes 125 kr and 1,250 kr 1250 kr, without a word. Told
# that the comma is the decimal sign, it reads both rightly, and 9.500 kr, where a point parts thousands, as 9500. A minus
# sign is dropped (-500 kr is 500 kr), 500 tkr is 500 kr and 9,5 Mkr is 9.5 kr; of 1 200–1 500 kr the lower is taken.
# Fails when the library changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check price-parser==0.3.4
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from price_parser import Price

SEEN = {
    "12 500 kr": ("12500", "12500"),
    "12,50 kr": ("12.50", "12.50"),
    "0,125 kr": ("125", "0.125"),
    "1,250 kr": ("1250", "1.250"),
    "9.500 kr": ("9500", "9500"),
    "-500 kr": ("500", "500"),
    "500 tkr": ("500", "500"),
    "9,5 Mkr": ("9.5", "9.5"),
    "1 200–1 500 kr": ("1200", "1200"),
}
print("price-parser", version("price-parser"), "by itself, and with a comma as decimal sign")
for words, seen in SEEN.items():
    found = str(Price.fromstring(words).amount), str(Price.fromstring(words, decimal_separator=",").amount)
    currency = Price.fromstring(words).currency
    print(f"{words:16} {found[0]:8} {found[1]:8} {currency}")
    assert (found, currency) == (seen, "kr"), (words, found, currency)
PYTHON
