"""A past for a running site, so that browser tests and screenshots find every state a reader can meet."""

from pathlib import Path

from tests.processes import manage

# Sections of the library, by what becomes of them.
CORRECTED, DRAFTED, DEMO, RETIRED = (
    "first-line-systemic-therapy",
    "second-line-treatment",
    "oligometastatic-disease",
    "key-caveats",
)


def make_past(data: Path) -> None:
    """In the site's own process, whose database lies in `data`."""
    made = manage("shell", "-v0", "-c", "from tests.past.events import happen; happen()", data=data)
    assert made.returncode == 0, made.stderr


def begin_timed(data: Path, *, slug: str = "", who: str, ago: float) -> str:
    """The address of an assessed attempt of 20 minutes, begun `ago` minutes ago; without a slug at a new case."""
    words = f"from tests.past.timed import begin; print(begin({slug!r}, {who!r}, {ago}))"
    made = manage("shell", "-v0", "-c", words, data=data)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def let_days_pass(data: Path) -> None:
    """Every decision of every recall queue is due."""
    made = manage("shell", "-v0", "-c", "from tests.cases.recalls import days_pass; days_pass()", data=data)
    assert made.returncode == 0, made.stderr
