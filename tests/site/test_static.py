"""Static files as they are served: one stylesheet, hashed modules, weights within the budgets."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

CSS = "npcsite/css"
PLAYER = "cases/css/player.css"
BUNDLES = ("site.css", "directing.css")


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "npcsite.lib.staticfiles.ModuleManifestStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "static"


def served(name: str, root: Path) -> str:
    return (root / staticfiles_storage.stored_name(name)).read_text(encoding="utf-8")


def parts(*bundles: str) -> list[Path]:
    folder = Path(finders.find(f"{CSS}/site.css")).parent
    told = "".join((folder / name).read_text(encoding="utf-8") for name in bundles or BUNDLES)
    return [folder / name for name in re.findall(r'@import "(.+?)"', told)]


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_one_file_with_every_part_in_order(collected, name):
    sheet = served(f"{CSS}/{name}", collected)
    assert "@import" not in sheet
    places = [sheet.index(part.read_text(encoding="utf-8").splitlines()[1]) for part in parts(name)]
    assert places == sorted(places)
    assert len(places) > 1


def test_every_stylesheet_of_the_public_pages_is_in_a_bundle():
    folder = Path(finders.find(f"{CSS}/site.css")).parent
    assert len(parts()) == len(set(parts()))
    assert {path.name for path in folder.glob("*.css")} == {part.name for part in parts()} | {
        *BUNDLES,
        "admin.css",
        "account.css",  # only the account pages ask for it
    }


def test_a_changed_part_reaches_the_bundle_on_the_next_run(collected, settings, tmp_path):
    changed = tmp_path / "src" / CSS
    changed.mkdir(parents=True)
    for path in [*parts(), *(Path(finders.find(f"{CSS}/{name}")) for name in BUNDLES)]:
        (changed / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (changed / "tokens.css").write_text(":root { --changed: 1; }\n")
    settings.STATICFILES_DIRS = [tmp_path / "src", *settings.STATICFILES_DIRS]
    finders.get_finder.cache_clear()
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        assert "--changed: 1" in (collected / f"{CSS}/site.css").read_text()
    finally:
        finders.get_finder.cache_clear()


def test_modules_import_each_other_by_their_hashed_names(collected):
    script = served("npcsite/js/site.js", collected)
    names = re.findall(r'from "\./(.+?)"', script)
    assert len(names) == script.count("import ")
    for name in names:
        assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name)
        assert (collected / "npcsite/js" / name).is_file()


def test_scripts_and_styles_stay_within_their_budgets(collected):
    """Compressed: 15 kB of styles, of programs as well; 20 kB of scripts on the heaviest page, htmx included."""
    styles = [served(f"{CSS}/site.css", collected)]
    styles += [
        path.read_text() for path in collected.glob("*/css/*.css") if path.parts[-3] in {"cases", "content"}
    ]
    assert len(gzip.compress("".join(styles).encode())) <= 15_000
    directing = (served(name, collected) for name in (f"{CSS}/site.css", f"{CSS}/directing.css", PLAYER))
    assert len(gzip.compress("".join(directing).encode())) <= 15_000
    htmx = len(gzip.compress(served("django_htmx/htmx-4.min.js", collected).encode()))
    hashed = re.compile(r"\.[0-9a-f]{12}\.js$")
    for app in ("content", "cases"):
        own = [
            p
            for room in ("npcsite", app)
            for p in (collected / room / "js").glob("*.js")
            if hashed.search(p.name)
        ]
        weight = sum(len(gzip.compress(path.read_bytes())) for path in own)
        assert weight + (htmx if app == "cases" else 0) <= 20_000
