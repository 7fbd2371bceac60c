"""The engine's law: the standard library and itself; nothing there with a clock, dice, files or logs."""

import ast
from pathlib import Path

ENGINE = Path(__file__).resolve().parents[2] / "cases" / "engine"
ALLOWED = {
    "__future__",
    "bisect",
    "cases",
    "collections",
    "dataclasses",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "itertools",
    "operator",
    "re",
    "types",
    "typing",
    "unicodedata",
}


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add(node.module)
    return found


def called(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {call.id for call in calls if isinstance(call, ast.Name)}


def test_the_engine_imports_pure_modules_only():
    for file in ENGINE.rglob("*.py"):
        assert {name.split(".")[0] for name in imports(file)} <= ALLOWED, file
        assert all(name.startswith("cases.engine") for name in imports(file) if name.startswith("cases")), (
            file
        )


def test_the_engine_evaluates_no_text_and_opens_no_file():
    for file in ENGINE.rglob("*.py"):
        assert not called(file) & {"eval", "exec", "compile", "open", "print", "__import__"}, file
