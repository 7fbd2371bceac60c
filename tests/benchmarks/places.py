"""A place to run: a data folder, a database, a settings module; whatever needs Django runs there as a process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.databases import database
from tests.processes import ROOT, environment

OURS, BARE, NAIVE = "npcsite.settings", "tests.benchmarks.bare.settings", "tests.benchmarks.naive.settings"


@dataclass(frozen=True, slots=True)
class Place:
    """`settings` names the Django project; ours and its rivals read the same environment."""

    settings: str
    folder: Path
    database_url: str
    extra: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        return environment(
            self.folder,
            DATABASE_URL=self.database_url,
            DJANGO_SETTINGS_MODULE=self.settings,
            PYTHONPATH=str(ROOT),
            LOG_LEVEL="ERROR",
            # One key for all processes of a place, or a session made by one would not hold in the next.
            SECRET_KEY="a-benchmark-has-nothing-to-hide-0123456789-ABCDEFGHIJ",
            **self.extra,
        )

    def run(self, *arguments: str, said: str = "") -> str:
        """Python with `arguments`, told `said`; what it prints. Raises RuntimeError with what it says on failure."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.environment(), input=said, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def tell(self, module: str, **task: Any) -> Any:
        """What `run(task)` of a module of this folder answers inside this place's Django."""
        return json.loads(self.run("-m", "tests.benchmarks.inside", module, said=json.dumps(task)))


@contextmanager
def place(settings: str, engine: str, folder: Path) -> Iterator[Place]:
    """An empty one, in a folder of its own below `folder`."""
    name = settings.split(".")[-2]
    below = folder / f"{engine}-{name}"
    below.mkdir()
    with database(engine, below, f"bench_{name}") as url:
        yield Place(settings, below, url)


def prepare_ours(place: Place) -> None:
    """As a person would: one command from an empty folder to a site with its library."""
    place.run("manage.py", "quickstart", "--no-serve", "--no-demo")
