"""What a kind of document has to tell the spine, and the registry of kinds; each app registers its own.

A kind lives in its app's `kinds` module, which is found by autodiscovery; the spine knows none of them by name.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

from django.conf import settings
from django.utils.safestring import SafeString

from content.editorial.compare import BlockChange, Words, compare_payloads
from content.editorial.models import Document
from content.editorial.world import Offer, World


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """What a kind shows its reviewers beside the words: a template, which gets `shown` and nothing else."""

    heading: Any
    template: str
    shown: Any


Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Note:
    """What to check before approval: kept with the document until a person settles it, never shown to readers."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1 in the text at `place`, or in `file` once that is filled in.

    Of a row without lines of its own, a recommendation for example, it is the line of the body that shows it.
    """

    code: str
    place: str
    line: int | None
    message: str
    severity: Severity
    file: str = ""


class LibraryFault(Exception):
    """Library files cannot be loaded; nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.file}:{f.line or 1}: {f.code} {f.message}" for f in self.faults))


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """A document as its library file has it; the body starts on `first_line` of the file, 0 when there is none.

    `lines` says on which line of the file each place outside the body begins.
    """

    kind: str
    slug: str
    title: str
    language: str
    payload: dict[str, Any]
    notes: tuple[Note, ...]
    file: Path
    first_line: int = 0
    review_every_days: int = 365
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cite:
    """`line` counts from 1 in the text at `place`."""

    target: str
    place: str
    line: int | None = None


class Kind(ABC):
    """One instance per kind. A payload is what `freeze` returns and canonical JSON can hold."""

    name: ClassVar[str]
    # Kinds are loaded from low to high; a kind pins publications of lower orders only, so no pin can be circular.
    order: ClassVar[int]
    model: ClassVar[type[Document]]
    # The part whose text is the body of the library file, so that its lines can be told in the file's lines.
    body_part: ClassVar[str] = "body"
    # Whether readers may see its words before they come to them in the text: a case would be given away.
    is_open: ClassVar[bool] = True
    # The name of its page, for `reverse`; "" for a kind that has none.
    page: ClassVar[str] = ""
    # What people call the fields of the payload, in the order in which a comparison is to be read.
    labels: ClassVar[Mapping[str, Any]] = {}
    # What must be live and in date before a document of this kind is approved, such as the site's disclaimer.
    required: ClassVar[tuple[str, ...]] = ()

    def read_library(self) -> Iterator[LibraryItem]:
        """Raises LibraryFault on a broken file, best after all files were tried."""
        return iter(())

    @abstractmethod
    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        """The kind's own rules, its bodies included; what `cites` names is looked up by the spine."""

    @abstractmethod
    def freeze(self, document: Document) -> dict[str, Any]:
        """The payload of the working copy: `freeze` after `thaw` gives the payload back.

        It says the title, and the language where that is not `LANGUAGE`: what it leaves out is not reviewed.
        """

    @abstractmethod
    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        """Replaces the working copy by the payload; the document's own row is saved already, with its title."""

    @abstractmethod
    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        """Markdown by part name; each part is rendered when the document is published."""

    def is_sourced(self, part: str, *, is_cited_beside: bool) -> bool:
        """Whether figures in a text of this name need no citation in it (C008); lint and preview both ask."""
        return False

    @abstractmethod
    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        """What is named in the texts, and what is cited beside them."""

    @abstractmethod
    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """What others may cite, by target. A snapshot's `citations` (reference keys) are frozen along with it."""

    def box(
        self, payload: dict[str, Any], target: str, marker: Callable[[tuple[str, ...]], SafeString]
    ) -> SafeString:
        """What readers see where `[rec:key]` stands alone, "" for a link; `marker` numbers sources (`@KEY`)."""
        return SafeString("")

    def review_parts(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[ReviewPart, ...]:
        """What a reviewer needs besides the words and what changed in them; `old` may be empty."""
        return ()

    def compare(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[BlockChange, ...]:
        """Everything in either payload, texts by blocks, the rest by fields, unchanged ones too; `old` may be empty."""
        texts = {place for side in (old, new) if side for place in self.texts(dict(side))}
        return compare_payloads(old, new, Words(self.labels, texts))


def shown_path(path: Path) -> str:
    """Below the site's folder, so that no message names the machine's own folders."""
    base = Path(settings.BASE_DIR)
    return str(path.relative_to(base)) if path.is_relative_to(base) else path.name


Source = Callable[[Iterable[str]], dict[str, Offer]]

_kinds: dict[str, Kind] = {}
_sources: dict[str, Source] = {}


def register(kind: Kind) -> None:
    if kind.name in _kinds:
        raise ValueError(f"The kind {kind.name!r} is registered already.")
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """Raises KeyError for a kind no installed app registered."""
    return _kinds[name]


def kinds() -> tuple[Kind, ...]:
    """In loading order."""
    return tuple(sorted(_kinds.values(), key=lambda kind: (kind.order, kind.name)))


def register_source(prefix: str, find: Source) -> None:
    """Targets that are not documents; `find` gets whole targets (`@KEY`) and returns what it has of them."""
    if prefix in _sources:
        raise ValueError(f"The source {prefix!r} is registered already.")
    _sources[prefix] = find


def sources() -> dict[str, Source]:
    return dict(_sources)
