"""Runs `run(task)` of the module named on the command line inside Django; task and answer are JSON on the pipes."""

import json
import sys
from importlib import import_module

import django


def main() -> None:
    django.setup()
    # Models can be imported only after setup, so the module is named and not imported above.
    answer = import_module(sys.argv[1]).run(json.load(sys.stdin))
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
