"""``python -m kravgen``: the same program as ``kravgen``."""

from kravgen.cli import main

main()
