PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test bench validate lint format translations docs reference

.venv/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

demo: .venv/.ready
	$(BIN)/kravgen generate examples/e-arkiv.yaml

test: .venv/.ready lint
	$(BIN)/python -m pytest

validate: .venv/.ready
	PYTHONPATH=scripts:. $(BIN)/python -m validation

bench: .venv/.ready
	$(BIN)/python benchmarks/run.py $(SIZES)

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: .venv/.ready
	$(BIN)/python scripts/translations.py

docs: .venv/.ready
	$(BIN)/python scripts/generate_docs.py

reference: .venv/.ready
	$(BIN)/python scripts/build_reference_document.py
