"""The house rules hold for this tree, and each of them finds what it is for."""

import ast
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests import house

ROOT = Path(settings.BASE_DIR)
FLOORS = {"accounts": 0, "editorial": 1, "content": 2, "cases": 3, "programs": 4, "pages": 5}

BROKEN = {
    house.long_files: ("templates/x.html", "<p></p>\n" * 61),
    house.long_functions: ("cases/x.py", '"""x."""\ndef f():\n' + "    a = 1\n" * 26),
    house.nameless_modules: ("content/utils.py", '"""x."""\n'),
    house.inline_in_templates: ("templates/x.html", '<p style="color:red">'),
    house.components_without_header: ("templates/components/x.html", "<p></p>\n"),
    house.imports_without_semicolon: ("npcsite/static/npcsite/js/x.js", 'import { a } from "./b.js"\n'),
    house.left_behind: ("cases/x.py", "# TO" + "DO: later\n"),
    house.product_code_in_migrations: ("cases/migrations/0001.py", "from cases.models import Case\n"),
    house.machine_paths: ("README.md", "see /ho" + "me/somebody\n"),
}


def test_every_rule_is_tried_on_a_broken_tree():
    assert set(BROKEN) == set(house.RULES)


@pytest.mark.parametrize("rule", house.RULES)
def test_a_rule_finds_what_it_is_for(rule, tmp_path):
    name, text = BROKEN[rule]
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    assert len(list(rule(tmp_path))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "{{ body|safe }}",
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        "<style>",
        '<a href="javascript:x">',
    ],
)
def test_no_way_of_writing_inline_code_is_missed(line, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.html").write_text(line)
    assert list(house.inline_in_templates(tmp_path))


@pytest.mark.parametrize("rule", house.RULES)
def test_the_tree_keeps_the_rule(rule):
    assert list(rule(ROOT)) == []


def test_foreign_keys_point_downwards():
    """import-linter does not see keys given by name."""
    for model in (model for label in FLOORS for model in apps.get_app_config(label).get_models()):
        here = FLOORS[model._meta.app_label]
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                assert FLOORS.get(field.related_model._meta.app_label, 0) <= here, (
                    f"{model._meta.label}.{field.name}"
                )


def test_addresses_are_put_together_on_the_top_floor_only():
    """import-linter does not see `include("…")` either."""
    own = [
        path for path in house.files(ROOT, ".py") if path.name == "urls.py" and "include(" in path.read_text()
    ]
    assert [str(path.relative_to(ROOT)) for path in own] == ["npcsite/accounts/urls.py", "npcsite/urls.py"]
    assert 'include("allauth.account.urls")' in (ROOT / "npcsite/accounts/urls.py").read_text()


CLOCKS_DICE_AND_FILES = {
    "asyncio", "datetime", "glob", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil",
    "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "uuid",
}  # fmt: skip


def test_the_engine_imports_the_standard_library_and_itself_only():
    allowed = sys.stdlib_module_names - CLOCKS_DICE_AND_FILES
    for path in (ROOT / "cases" / "engine").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name.split(".")[0] in allowed or f"{name}.".startswith("cases.engine."), (
                    f"{path.name}: {name}"
                )
