"""What every kind that is written as a file has in common: where it lies, and how its body cites and is linted."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django.utils.translation import get_language_info

from content.editorial.public import (
    LANGUAGE,
    BlockChange,
    Cite,
    Fault,
    Kind,
    LibraryFault,
    LibraryItem,
    body_cites,
    lint_body,
)
from content.services.library_files import LIBRARY, LibraryFile, read

DISCLAIMER = "notice:disclaimer"


class WrittenKind(Kind):
    """A kind whose library files are `pattern` below content/library."""

    pattern: ClassVar[str]
    # Nothing clinical is approved while the disclaimer over it is not in order.
    required: ClassVar[tuple[str, ...]] = (DISCLAIMER,)

    def read_library(self) -> Iterator[LibraryItem]:
        """Raises LibraryFault with the faults of all files of this kind together."""
        faults: list[Fault] = []
        for path in sorted(LIBRARY.glob(self.pattern)):
            try:
                yield self.item(read(path, schema=self.name))
            except LibraryFault as broken:
                faults.extend(broken.faults)
        if faults:
            raise LibraryFault(tuple(faults))

    def item(self, file: LibraryFile) -> LibraryItem:
        return LibraryItem(
            kind=self.name,
            slug=file.data["slug"],
            title=file.data["title"],
            language=file.data["language"],
            payload=self.payload(file) | spoken(file.data["language"]),
            notes=file.notes(),
            file=file.path,
            first_line=file.body_line,
            review_every_days=file.data.get("review_every_days", 365),
            lines={place: file.line_of(path) for place, path in self.places(file).items()},
        )

    def places(self, file: LibraryFile) -> dict[str, str]:
        """Where in the data (`recommendations/0`) what stands at a place outside the body is written."""
        return {"summary": "summary"} if "summary" in file.data else {}

    def compare(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[BlockChange, ...]:
        """With the names of languages, where either text is in another than the usual one."""
        if "language" not in {*old, *new}:
            return super().compare(old, new)
        return super().compare(_named(old) if old else old, _named(new))

    @abstractmethod
    def payload(self, file: LibraryFile) -> dict[str, Any]:
        """All of it but the language, which `item` adds."""


def spoken(language: str) -> dict[str, str]:
    """A text in the usual language has the same bytes, and so the same hash, as before its payload said so."""
    return {} if language == LANGUAGE else {"language": language}


def _named(payload: Mapping[str, Any]) -> dict[str, Any]:
    code = payload.get("language", LANGUAGE)
    try:
        name = get_language_info(code.lower())["name_translated"]
    except KeyError:
        return {**payload, "language": code}
    return {**payload, "language": f"{name} ({code})"}


def cite_each(targets: Iterable[str], *, place: str) -> list[Cite]:
    return [Cite(target=target, place=place, line=None) for target in targets]


__all__ = ["DISCLAIMER", "WrittenKind", "body_cites", "cite_each", "lint_body", "spoken"]
