PYTHON ?= python3
BIN := .venv/bin

# The day that the library's laws and reviews were last gone through. The same commit must not turn red by itself
# when a day passes; `make lint LAW_DAY=$$(date +%F)` tells what is due.
LAW_DAY ?= 2026-11-23

SECONDS ?= 60

.PHONY: pictures demo test fuzz hostile faults bench validate lint spelling format translations docs reference graph mutants

.venv/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

demo: .venv/.ready
	$(BIN)/kravgen generate examples/e-arkiv.yaml

test: .venv/.ready lint
	$(BIN)/python -m pytest

# Seeded changes to every kind of file: nothing but problems with a place and a hint, the same in validate and generate.
# Then damage to forms that have come back and to a template, and each byte of a form turned, one after another.
FIRST ?= 0
COUNT ?= 10000
fuzz: .venv/.ready
	$(BIN)/python -m tests.fuzz.trial $(FIRST) $(COUNT)
	$(BIN)/python -m tests.fuzz.returned $(FIRST) $(COUNT)

# Every hostile Word, Excel and record file through every command, and how the work grows with the file.
hostile: .venv/.ready
	$(BIN)/python -m tests.hostile

# Kills, refusals and saves at every moment of writing, and three writers in one folder for SECONDS.
faults: .venv/.ready
	$(BIN)/python -m tests.record.faults $(SECONDS)

validate: .venv/.ready
	PYTHONPATH=scripts:. $(BIN)/python -m validation

bench: .venv/.ready
	$(BIN)/python benchmarks/baseline.py
	$(BIN)/python benchmarks/largest.py
	$(BIN)/python benchmarks/lint.py
	$(BIN)/python benchmarks/hostile.py
	$(BIN)/python benchmarks/evaluate.py
	$(BIN)/python benchmarks/compare.py
	$(BIN)/python benchmarks/draft.py
	$(BIN)/python benchmarks/serve.py
	$(BIN)/python benchmarks/revisions.py
	$(BIN)/python benchmarks/run.py $(SIZES)

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/kravgen lint --as-of $(LAW_DAY) requirements_library profiles examples
	$(BIN)/python benchmarks/lint_sentences.py

spelling: .venv/.ready
	$(BIN)/python scripts/spelling.py

format: .venv/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: .venv/.ready
	$(BIN)/python scripts/translations.py

docs: .venv/.ready
	$(BIN)/python scripts/generate_docs.py

reference: .venv/.ready
	$(BIN)/python scripts/build_reference_document.py

graph: .venv/.ready
	$(BIN)/python scripts/graph.py

mutants: .venv/.ready
	$(BIN)/python scripts/mutants.py

# The pictures of the guides, from the web form in a browser. Needs chromium and chromium-driver.
pictures: .venv/.ready
	$(BIN)/python -m tests.web.pictures
