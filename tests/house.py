"""The house rules that no linter knows. Each takes the root of a tree and yields a line for every fault."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("npcsite", "content", "cases", "templates", "tests")
LINES_AT_MOST = {".py": 300, ".html": 60, ".css": 120, ".js": 120}
FUNCTION_LINES_AT_MOST = 25
NAMELESS = {"utils.py", "common.py", "helpers.py", "base.py", "core.py"}
# Put together from parts, so that these rules do not find themselves.
LEFT_BEHIND = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
MACHINE = re.compile(
    r"(?:^|[^\w.$}])/(?:" + "|".join(("work", "farm", "root", "home", "opt")) + r")/\w|" + "index" + "-url"
)
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)|javascript:|\|\s*safe\b", re.IGNORECASE
)
ES_IMPORT = re.compile(
    r"^\s*(?:import|export)\b[^;\n]*\bfrom\s+[\"'][^\"']+[\"']\s*$|^\s*import\s+[\"'][^\"']+[\"']\s*$"
)
TEXT = {".py", ".html", ".css", ".js", ".md", ".txt", ".yaml", ".json", ".toml", ".svg", ""}


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Files of the product and its tests; migrations are written by Django."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if (
                path.is_file()
                and path.suffix in suffixes
                and not {"migrations", "__pycache__"} & set(path.parts)
            ):
                yield path


def long_files(root: Path) -> Iterator[str]:
    for path in files(root, *LINES_AT_MOST):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LINES_AT_MOST[path.suffix]:
            yield f"{path.relative_to(root)}: {lines} lines, at most {LINES_AT_MOST[path.suffix]}; split it by subject"


def long_functions(root: Path) -> Iterator[str]:
    """The body without its docstring; tests are free."""
    for path in files(root, ".py"):
        place = path.relative_to(root)
        if place.parts[0] == "tests":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (length := _body_lines(node)) > FUNCTION_LINES_AT_MOST:
                yield f"{place}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES_AT_MOST}"


def _body_lines(node: ast.FunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def nameless_modules(root: Path) -> Iterator[str]:
    for path in files(root, ".py"):
        if path.name in NAMELESS:
            yield f"{path.relative_to(root)}: name the file after the thing it holds"


def inline_in_templates(root: Path) -> Iterator[str]:
    """What the content security policy refuses, and what would skip escaping."""
    for path, number, line in _lines(root, ".html"):
        if found := INLINE.search(line):
            yield f"{path}:{number}: {found[0].strip()} is not allowed in a template"


def components_without_header(root: Path) -> Iterator[str]:
    """A piece says what it takes: files in components/ and those whose name starts with an underscore."""
    for path in files(root, ".html"):
        is_piece = path.parent.name == "components" or path.name.startswith("_")
        if is_piece and not path.read_text(encoding="utf-8").startswith("{# "):
            yield f"{path.relative_to(root)}: open with a comment that says what it takes"


def imports_without_semicolon(root: Path) -> Iterator[str]:
    """ManifestStaticFilesStorage rewrites only ES imports that end in one."""
    for path, number, line in _lines(root, ".js"):
        if ES_IMPORT.match(line):
            yield f"{path}:{number}: end the import with a semicolon"


def left_behind(root: Path) -> Iterator[str]:
    for path, number, line in _lines(root, *TEXT):
        if found := LEFT_BEHIND.search(line):
            yield f"{path}:{number}: {found[0]} was left behind"


def machine_paths(root: Path) -> Iterator[str]:
    """A path of one machine or a package index setting; the files at the top are read too."""
    top = (
        (p.name, n, line)
        for p in _top(root)
        for n, line in enumerate(p.read_text(encoding="utf-8").splitlines(), 1)
    )
    for path, number, line in (*_lines(root, *TEXT), *top):
        if found := MACHINE.search(line):
            yield f"{path}:{number}: {found[0].strip()} names a machine"


def _top(root: Path) -> list[Path]:
    names = ("README.md", "pyproject.toml", "requirements.txt", "manage.py", ".gitignore", ".ci/run")
    return [root / name for name in names if (root / name).is_file()]


def _lines(root: Path, *suffixes: str) -> Iterator[tuple[Path, int, str]]:
    for path in files(root, *suffixes):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield path.relative_to(root), number, line


def product_code_in_migrations(root: Path) -> Iterator[str]:
    """A migration means what it meant when it was written; only the guards' SQL is shared."""
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("migrations/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.split(".")[0] in {"npcsite", "content", "cases"} and name != "npcsite.lib.guards":
                    yield f"{path.relative_to(root)}:{node.lineno}: imports {name}"


RULES = (
    long_files,
    long_functions,
    nameless_modules,
    inline_in_templates,
    components_without_header,
    imports_without_semicolon,
    left_behind,
    machine_paths,
    product_code_in_migrations,
)


def faults(root: Path) -> list[str]:
    return [fault for rule in RULES for fault in rule(root)]
