"""What every kind that is written as a file has in common: where it lies, and how its body cites and is linted."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from content.editorial.public import (
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
            payload=self.payload(file),
            notes=file.notes(),
            file=file.path,
            first_line=file.body_line,
            review_every_days=file.data.get("review_every_days", 365),
            lines={place: file.line_of(path) for place, path in self.places(file).items()},
        )

    def places(self, file: LibraryFile) -> dict[str, str]:
        """Where in the data (`recommendations/0`) what stands at a place outside the body is written."""
        return {"summary": "summary"} if "summary" in file.data else {}

    def payload(self, file: LibraryFile) -> dict[str, Any]:
        raise NotImplementedError


def cite_each(targets: Iterable[str], *, place: str) -> list[Cite]:
    return [Cite(target=target, place=place, line=None) for target in targets]


__all__ = ["DISCLAIMER", "WrittenKind", "body_cites", "cite_each", "lint_body"]
