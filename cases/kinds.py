"""Cases and the sample as documents under review: how one is read, frozen, linted, and what it cites."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.engine import codec
from cases.engine import faults as engine_faults
from cases.engine import lint as engine_lint
from cases.models import Case
from cases.models.case import CASE, SAMPLE
from cases.selectors.reviewing import map_part, routes_part
from cases.services import exchange
from content.editorial.public import (
    BlockChange,
    Cite,
    Document,
    Fault,
    Kind,
    LibraryFault,
    LibraryItem,
    Note,
    ReviewPart,
    Words,
    World,
    body_cites,
    compare_payloads,
    lint_body,
    register,
    shown_path,
)
from npcsite.lib import canonical
from npcsite.lib.yamlfile import line_of

LIBRARY = Path(__file__).resolve().parent / "library"
OPTION_TEXTS = ("rationale", "when_right", "consequence")
# Texts that argue; the others tell of the patient, whose figures come from nowhere else.
ARGUING = ("rationale", "when_right")


class CaseKind(Kind):
    """The payload is the engine's canonical scenario without its notes, which are kept apart for the reviewer."""

    name: ClassVar[str] = CASE
    order: ClassVar[int] = 60
    model: ClassVar[type[Document]] = Case
    # No case goes out while the disclaimer over it is not in order.
    required: ClassVar[tuple[str, ...]] = ("notice:disclaimer",)
    library: ClassVar[Path] = LIBRARY
    is_open: ClassVar[bool] = False
    # Codes of the engine's lint that this kind of case need not heed.
    waived: ClassVar[frozenset[str]] = frozenset()
    page: ClassVar[str] = "cases:case"
    labels: ClassVar[Mapping[str, Any]] = {
        "title": _("Title"),
        "summary": _("Summary"),
        "vignette": _("Vignette"),
        "findings": _("Finding"),
        "variables": _("Variable"),
        "steps": _("Step"),
        "body": _("Text"),
        "options": _("Option"),
        "label": _("Wording"),
        "credit": _("Credit"),
        "harm": _("Harm"),
        "consequence": _("Consequence"),
        "rationale": _("Rationale"),
        "when_right": _("When this would have been right"),
        "citations": _("Citations"),
        "key_decisions": _("Key decision"),
        "key_decision": _("Key decision"),
        "treatments": _("Treatment"),
        "transitions": _("Transition"),
        "when": _("When"),
        "goto": _("Goes to"),
        "reference": _("Reference path, decision"),
        "class": _("Class"),
        "effects": _("Effect"),
        "reveals": _("Reveals"),
        "question": _("Question"),
        "working": _("Working"),
    }

    def read_library(self) -> Iterator[LibraryItem]:
        """Raises LibraryFault with the faults of all files together, each with its line."""
        faults: list[Fault] = []
        for path in sorted(self.library.glob("*.yaml")):
            try:
                yield _item(path, self)
            except LibraryFault as broken:
                faults.extend(broken.faults)
        if faults:
            raise LibraryFault(faults)

    def lint(self, payload: dict[str, Any], world: World) -> list[Fault]:
        """The engine's rules, the rules of every text, and whether each citation of an option resolves."""
        try:
            scenario = codec.parse(payload)
        except codec.BadScenario as bad:
            return [_fault(fault) for fault in bad.faults]
        found = [_fault(fault) for fault in engine_lint.check(scenario) if fault.code not in self.waived]
        sourced = {place for place, option in _options(payload) if option.get("citations")}
        for place, text in self.texts(payload).items():
            option, _slash, name = place.rpartition("/")
            is_sourced = self.is_sourced(name, is_cited_beside=option in sourced)
            found += lint_body(text, place=place, world=world, sourced=is_sourced)
        return found

    def is_sourced(self, part: str, *, is_cited_beside: bool) -> bool:
        return part not in ARGUING or is_cited_beside

    def freeze(self, document: Document) -> dict[str, Any]:
        case: dict[str, Any] = json.loads(Case.objects.get(pk=document.pk).scenario)
        return case

    def thaw(self, document: Document, payload: dict[str, Any]) -> None:
        case = Case.objects.get(pk=document.pk)
        case.level, case.minutes = payload["level"], payload["minutes"]
        case.summary, case.topics = payload.get("summary", ""), " ".join(payload.get("topics", ()))
        case.scenario = canonical.encode(payload)
        case.save()

    def texts(self, payload: dict[str, Any]) -> dict[str, str]:
        return _texts(payload)

    def cites(self, payload: dict[str, Any]) -> list[Cite]:
        in_texts = [
            cite for place, text in self.texts(payload).items() for cite in body_cites(text, place=place)
        ]
        return in_texts + _option_cites(payload)

    def compare(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[BlockChange, ...]:
        """Step by step and option by option, and the order of each, which `place` by slug does not show."""
        orders = [_orders(side) for side in (old, new)]
        moved = {name for name in orders[1] if old and orders[0].get(name, "") != orders[1][name]}
        before, after = ({name: order[name] for name in moved if name in order} for order in orders)
        words = Words({name: _called(name) for name in moved})
        return (*super().compare(old, new), *compare_payloads(before, after, words))

    def review_parts(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[ReviewPart, ...]:
        drawn, routes = map_part(old, new), routes_part(old, new)
        found = (
            (_("Map, with what changed"), "admin/cases/_review_map.html", drawn),
            (_("Routes whose score changed"), "admin/cases/_review_routes.html", routes),
        )
        return tuple(ReviewPart(*part) for part in found if part[2] is not None)

    def offers(self, payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
        if "slug" not in payload:
            return {}  # a working copy nobody has filled in yet
        fields = ("slug", "title", "level", "minutes", "summary")
        return {f"{self.name}:{payload['slug']}": {field: payload.get(field, "") for field in fields}}


class SampleKind(CaseKind):
    """The sample for newcomers: the same machinery, under a kind of its own.

    So it is in nothing that goes by the cases: not in the library, the statistics, the next case, nobody's scores.
    """

    name: ClassVar[str] = SAMPLE
    order: ClassVar[int] = 61
    library: ClassVar[Path] = LIBRARY / "sample"
    # Three decisions in two minutes show how a case works; four to eight in ten to fifteen would be a case.
    waived: ClassVar[frozenset[str]] = frozenset({"E701", "W703", "W708"})


def _orders(payload: Mapping[str, Any]) -> dict[str, str]:
    """Which come after which, by the list they stand in."""
    found = {"order": _slugs(payload.get("steps", ()))}
    return found | {
        f"order/{s['slug']}": _slugs(s["options"]) for s in payload.get("steps", ()) if s.get("options")
    }


def _slugs(rows: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(row["slug"] for row in rows)


def _called(name: str) -> str:
    _order, _slash, step = name.partition("/")
    return str(_("Order of the options at “%(step)s”") % {"step": step} if step else _("Order of the steps"))


def _item(path: Path, kind: CaseKind) -> LibraryItem:
    try:
        file = exchange.read_file(path, name=path.name)
    except exchange.BadCaseFile as bad:
        raise LibraryFault([_located(fault, path) for fault in bad.faults]) from bad
    heeded = (found for found in file.lint() if found.fault.code not in kind.waived)
    broken = [_located(found, path) for found in heeded if found.bars]
    if broken:
        raise LibraryFault(broken)
    payload = {key: value for key, value in file.data.items() if key != "notes"}
    notes = tuple(Note(note.place, note.text) for note in file.scenario.notes)
    scenario = file.scenario
    return LibraryItem(
        kind=kind.name,
        slug=scenario.slug,
        title=scenario.title,
        language=scenario.language,
        payload=payload,
        notes=notes,
        file=path,
        lines={place: line_of(file.tree, place) for place in _places(payload)},
    )


def _places(payload: Mapping[str, Any]) -> list[str]:
    """Wherever a citation or a text may be at fault."""
    return [*_texts(payload), *(place for place, _option in _options(payload))]


def _texts(payload: Mapping[str, Any]) -> dict[str, str]:
    found = {"vignette": payload.get("vignette", "")}
    for finding in payload.get("findings", ()):
        found[f"findings/{finding['slug']}/text"] = finding.get("text", "")
    for step in payload.get("steps", ()):
        found[f"steps/{step['slug']}/body"] = step.get("body", "")
        found[f"steps/{step['slug']}/number/working"] = step.get("number", {}).get("working", "")
    for place, option in _options(payload):
        found |= {f"{place}/{name}": option.get(name, "") for name in OPTION_TEXTS}
    return {place: text for place, text in found.items() if text}


def _options(payload: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for step in payload.get("steps", ()):
        for option in step.get("options", ()):
            yield f"steps/{step['slug']}/options/{option['slug']}", option


def _option_cites(payload: Mapping[str, Any]) -> list[Cite]:
    options = _options(payload)
    return [Cite(target, place) for place, option in options for target in option.get("citations", ())]


def _fault(fault: engine_faults.Fault) -> Fault:
    bars = fault.severity is engine_faults.Severity.ERROR
    return Fault(fault.code, fault.place, None, fault.message, "error" if bars else "warning")


def _located(found: exchange.FileFault, path: Path) -> Fault:
    fault = found.fault
    return Fault(
        fault.code,
        fault.place,
        found.line,
        fault.message,
        "error" if found.bars else "warning",
        shown_path(path),
    )


register(CaseKind())
register(SampleKind())
