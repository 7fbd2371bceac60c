"""Static files with hashed names, compressed, ES imports included, and each bundle of stylesheets as one file."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Stylesheets that only import their neighbours; in development the browser follows the imports itself.
BUNDLES = ("npcsite/css/site.css", "npcsite/css/directing.css")
# htmx's extensions import by bare names, which only a build tool resolves; none is used here.
LEFT_ALONE = "django_htmx/ext/"
IMPORT = re.compile(r'@import "([\w.-]+)";')

Paths = dict[str, tuple[Storage, str]]


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import … from "./x.js";` to hashed names; only imports that end in a semicolon are seen."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002
        if not dry_run:
            paths = {name: source for name, source in paths.items() if not name.startswith(LEFT_ALONE)}
            paths |= {name: (self, self._flatten(name, paths)) for name in BUNDLES if name in paths}
        yield from super().post_process(paths, dry_run, **options)

    def _flatten(self, name: str, paths: Paths) -> str:
        """The parts are read where they come from, so a bundle written by an earlier run is never read again."""
        folder = name.rpartition("/")[0]

        def part(match: re.Match[str]) -> str:
            return _read(paths[f"{folder}/{match[1]}"])

        text = IMPORT.sub(part, _read(paths[name]))
        self.delete(name)
        return str(self._save(name, ContentFile(text.encode())))


def _read(source: tuple[Storage, str]) -> str:
    storage, path = source
    with storage.open(path) as file:
        return str(file.read().decode("utf-8"))
