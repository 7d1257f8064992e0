#!/usr/bin/env bash
# Installs the external validators on Debian: programs with apt (when run as root), the rest in .validators.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=scripts/validation
target=.validators

wanted=(libreoffice-writer-nogui libreoffice-calc-nogui gnumeric fonts-crosextra-carlito fonts-liberation hyphen-sv poppler-utils hunspell hunspell-sv libjaxb-java)
# Programs that bidders fill in forms with, beside LibreOffice.
wanted+=(abiword calligrawords pandoc)
# The browser that the web form is tried in.
wanted+=(chromium chromium-driver)
command -v java >/dev/null || wanted+=(default-jdk-headless)
command -v npm >/dev/null || wanted+=(nodejs npm)
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Everything is pinned, also what these need in turn: a validator that changes by itself proves nothing.
locks=(requirements.txt package.json package-lock.json)
current=true
for lock in "${locks[@]}"; do cmp -s "$here/$lock" "$target/$lock" || current=false; done
if ! $current; then
  rm -rf "$target"
  "${PYTHON:-python3}" -m venv "$target/venv"
  "$target/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$here/requirements.txt"
  cp "$here/package.json" "$here/package-lock.json" "$target"
  # Not "npm ci": it refuses a lock without the programs of other systems, which no one here could have locked.
  npm install --silent --no-audit --no-fund --prefix "$target"
  cp "$here/"{package.json,package-lock.json,requirements.txt} "$target"
fi
