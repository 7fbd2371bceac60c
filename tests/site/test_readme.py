"""The README does not rot: its commands, settings and rooms are those of the site."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(heading: str) -> set[str]:
    """The first word in backquotes of every row of the tables under a heading."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([\w/]+)", section, re.MULTILINE))


def test_every_setting_that_is_read_is_documented_and_no_other():
    source = (ROOT / "npcsite" / "settings.py").read_text(encoding="utf-8")
    assert rows("Settings") == set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))


def test_every_command_of_ours_is_documented_and_no_other():
    ours = {
        name for name, app in get_commands().items() if app.split(".")[0] in {"npcsite", "content", "cases"}
    }
    documented = {row for row in rows("Commands") if row not in {"python", "pytest"}}
    assert documented == ours


def test_every_room_of_the_map_exists():
    for room in rows("The house"):
        assert (ROOT / room).is_dir(), room


@pytest.mark.parametrize("target", re.findall(r"\]\(([\w/.]+)\)", README))
def test_every_link_to_a_file_leads_somewhere(target):
    assert (ROOT / target).is_file()


def test_the_two_commands_stand_as_they_are_promised():
    prepare = "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && "
    assert f"\n{prepare}.venv/bin/python manage.py quickstart\n" in README
    assert f"\n{prepare}.venv/bin/pytest\n" in README


def test_ci_takes_the_test_command_from_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = re.search(r"grep -m1 '(.+)' README\.md", script)[1]
    assert [line for line in README.splitlines() if re.search(taken, line)] == [
        "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/pytest"
    ]


def test_every_app_has_a_readme_of_its_own():
    for app in ("npcsite/accounts", "npcsite/pages", "content", "content/editorial", "cases"):
        assert (ROOT / app / "README.md").is_file(), app
