# make demo: set up, run the main job on the built-in example, say where the report is and how
#   to call the command
# make test: set up, run the fast tests
# make check: set up, then format, lint, types, walls and fast tests
# PYTHON=python3.12 chooses the Python, VENV=folder where the environment lies.

VENV ?= .venv
export VENV PYTHON

.PHONY: demo test check set-up

demo: set-up
	@scripts/demo

test: set-up
	@OMP_NUM_THREADS=1 $(VENV)/bin/python -m pytest -q -n 2 -m "not slow"

check: set-up
	@scripts/check

set-up:
	@scripts/set-up
