"""A case at a glance: its parts, its steps in order, what the lint says, and what can be done with it."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from cases.admin.pages import case_for, found_in, part_url, shown, url_of
from cases.engine.editing import Plain
from cases.engine.words import StepKind
from cases.forms.building import SPECS
from cases.forms.steps import NewStepForm
from cases.forms.upkeep import UpkeepForm
from cases.models import Case
from cases.selectors.mapping import kind_word
from cases.services.building import plain
from cases.services.upkeep import upkeep_of
from content.admin.public import standing
from npcsite.accounts.models import Role, User

# Pages beside the form, and what they are called.
WAYS: Final = (
    ("map", lazy("Map")),
    ("paths", lazy("Paths and scores")),
    ("preview", lazy("Preview")),
    ("figures", lazy("Figures")),
    ("file", lazy("File: down and up")),
)


@dataclass(frozen=True, slots=True)
class PartRow:
    label: Any
    href: str
    said: str
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class StepRow:
    slug: str
    number: int
    title: str
    kind: str
    key_decision: str
    leads_to: tuple[str, ...]
    href: str
    act: str
    errors: int
    warnings: int


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    case = case_for(request, pk)
    return overview_page(request, case, NewStepForm())


def overview_page(
    request: HttpRequest,
    case: Case,
    new_step: NewStepForm,
    *,
    upkeep: UpkeepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """`upkeep` is the form that was sent and refused."""
    kept = upkeep_of(case)
    data = plain(case)
    found = found_in(case, data)
    counts = _counts(found)
    context = {
        "title": case.title,
        "findings": found,
        "parts": [_part(case, data, name, counts) for name in SPECS],
        "steps": [_step(case, step, at, counts) for at, step in enumerate(data.get("steps", ()), start=1)],
        "new_step": new_step,
        "add_step": url_of(case, "steps"),
        "upkeep": upkeep
        or UpkeepForm(initial={"owner": kept.owner_id, "review_every_days": kept.review_every_days}),
        "seen": kept.hash,
        "save_upkeep": url_of(case, "upkeep"),
        "ways": _ways(request, case),
        **standing(case, request.user),  # type: ignore[arg-type]
    }
    return shown(request, "overview", case, context, status=status)


def _ways(request: HttpRequest, case: Case) -> list[tuple[str, Any]]:
    chief = isinstance(request.user, User) and request.user.has_role(Role.CHIEF_EDITOR)
    pages = (*WAYS, *((("regrade", lazy("Regrade")),) if chief and case.live_id else ()))
    return [(url_of(case, page), label) for page, label in pages]


def _counts(found: Any) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for finding in found:
        key = (finding.part, finding.severity)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _part(case: Case, data: Plain, name: str, counts: dict[tuple[str, str], int]) -> PartRow:
    said = Truncator(data.get("vignette", "")).chars(120) if name == "head" else str(len(data.get(name, ())))
    return PartRow(
        SPECS[name].label,
        part_url(case, name),
        said or _("empty"),
        counts.get((name, "error"), 0),
        counts.get((name, "warning"), 0),
    )


def _step(case: Case, step: Plain, number: int, counts: dict[tuple[str, str], int]) -> StepRow:
    slug = step["slug"]
    ways = tuple(dict.fromkeys(way["goto"] for way in step.get("transitions", ())))
    return StepRow(
        slug,
        number,
        step["title"],
        kind_word(StepKind(step["kind"])),
        step.get("key_decision", ""),
        ways,
        part_url(case, f"steps/{slug}"),
        url_of(case, "step_act", slug),
        counts.get((f"steps/{slug}", "error"), 0),
        counts.get((f"steps/{slug}", "warning"), 0),
    )
