"""Every check that CI runs besides the tests: `python -m tests.check`, or with the names of some of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.house import faults

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PRODUCT = ("npcsite", "content", "cases")
# What a public copy would run with; the key is made of every kind of letter, or the check calls it weak.
PRODUCTION = {
    "HTTPS": "true",
    "ALLOWED_HOSTS": "npc.example.org",
    "SECRET_KEY": "check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
}


def _templates() -> list[str]:
    return [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]


def _run(*command: str, **environment: str) -> bool:
    tool = BIN / command[0]
    run = subprocess.run(
        [str(tool) if tool.exists() else command[0], *command[1:]],
        cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        print(run.stdout + run.stderr)
    return run.returncode == 0


def _manage(*arguments: str, **environment: str) -> bool:
    return _run(sys.executable, "-W", "ignore", "manage.py", *arguments, **environment)


def _house() -> bool:
    found = faults(ROOT)
    print(*found, sep="\n", end="\n" if found else "")
    return not found


CHECKS: dict[str, Callable[[], bool]] = {
    "ruff": lambda: _run("ruff", "check", "."),
    "format": lambda: _run("ruff", "format", "--check", "."),
    "house": _house,
    "imports": lambda: _run("lint-imports"),
    "djade": lambda: _run("djade", "--check", "--target-version", "5.2", *_templates()),
    "djhtml": lambda: _run("djhtml", "--check", "--tabwidth", "2", "templates"),
    "djlint": lambda: _run("djlint", "--lint", "--quiet", "templates"),
    "mypy": lambda: _run("mypy", *PRODUCT),
    "migrations": lambda: _manage("makemigrations", "--check", "--dry-run"),
    "deploy": lambda: _manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION),
}


def main(wanted: list[str]) -> int:
    """Runs all of them even when one fails, so that one run shows everything; returns how many failed."""
    unknown = set(wanted) - set(CHECKS)
    if unknown:
        print(f"No such check: {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}")
        return 2
    failed = []
    for name in wanted or CHECKS:
        begun = time.monotonic()
        passed = CHECKS[name]()
        print(f"{'ok    ' if passed else 'FAILED'} {name:<12} {time.monotonic() - begun:5.1f} s", flush=True)
        failed += [] if passed else [name]
    print(f"{len(failed)} failed: {', '.join(failed)}" if failed else "all checks passed")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
