"""The page of one part of a case: what is typed replaces that part alone, or is refused with both texts shown."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.admin.pages import by, case_for, desk_of, found_in, may_save, part_url, shown
from cases.engine.codec import BadScenario
from cases.forms.building import ADD, SEEN, PartPage, spec_of, with_another_row
from cases.models import Case
from cases.services.building import Part, PartMoved, hash_of, plain, save_part
from content.admin.public import RESTORE, Difference
from content.editorial.public import Refused, StaleEdit, draft_of, drop_draft, typed_in, why_locked
from content.public import EDITING_MODULE, may_edit


@require_http_methods(["GET", "HEAD", "POST"])
def part_view(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    case = case_for(request, pk)
    page = _page(case, part, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _shown(request, case, page)
    if not may_edit(request.user):
        raise PermissionDenied
    if RESTORE in request.POST:
        return _restored(request, case, part)
    if ADD in request.POST:
        more = _page(case, part, with_another_row(request.POST, part))
        return _shown(request, case, more, seen=request.POST.get(SEEN, ""))
    return _save(request, case, page)


def step_view(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    return part_view(request, pk, f"steps/{step}")


def _page(case: Case, part: str, data: QueryDict | None) -> PartPage:
    try:
        spec_of(part)
        return PartPage(plain(case), part, data)
    except KeyError as missing:
        raise Http404 from missing


def _save(request: HttpRequest, case: Case, page: PartPage) -> HttpResponse:
    if locked := why_locked(case):
        page.problems.append(locked)
    elif request.POST.get(SEEN) != hash_of(page.saved):
        return _both(request, case, page)
    if page.problems or not page.is_valid():
        return _shown(request, case, page, status=409 if page.problems else 422)
    try:
        part = Part(page.part, request.POST[SEEN], page.value())
        changed = save_part(case=case, part=part, by=by(request))
    except BadScenario as bad:
        page.take(bad.faults)
        return _shown(request, case, page, status=422)
    except (PartMoved, StaleEdit, Refused):
        return _both(request, case, _page(case, page.part, request.POST))
    drop_draft(user=request.user, place=desk_of(case, page.part).place)  # type: ignore[arg-type]
    messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return HttpResponseRedirect(part_url(case, page.part))


def _restored(request: HttpRequest, case: Case, part: str) -> HttpResponse:
    """What was typed, beside what is saved now: a draft holds no hash, so what was saved since is always seen first."""
    draft = draft_of(request.user, desk_of(case, part).place)  # type: ignore[arg-type]
    if draft is None:
        return HttpResponseRedirect(part_url(case, part))
    data = QueryDict(mutable=True)
    for name, values in typed_in(draft).items():
        data.setlist(name, values)
    is_older = draft.seen_lock != case.lock_version
    told = [_("This is the text you had typed and not saved. Look it through, then save it.")]
    told += [_("The case has been saved since you typed it; compare both texts below.")] if is_older else []
    return _beside(request, case, _page(case, part, data), told, status=409 if is_older else 422)


def _both(request: HttpRequest, case: Case, page: PartPage) -> HttpResponse:
    why = _(
        "Somebody else saved this part after you had opened it, or the form did not say which version it was "
        "opened with, so yours was not saved. Compare both below; saving again puts yours in its place."
    )
    return _beside(request, case, page, [why], status=409)


def _beside(
    request: HttpRequest, case: Case, page: PartPage, problems: list[str], *, status: int
) -> HttpResponse:
    """The newest hash goes with it: saving once more puts the typed text in place of the saved one."""
    page.is_valid()
    try:
        typed = page.value()
    except (AttributeError, KeyError):
        # A broken form cannot be laid beside the saved text; its own errors are shown.
        typed = page.saved
    page.problems.extend(problems)
    return _shown(request, case, page, differences=differences(page.saved, typed), status=status)


def _shown(request: HttpRequest, case: Case, page: PartPage, **more: Any) -> HttpResponse:
    """`seen` is the hash the form goes on carrying; by default that of the part as it is saved now."""
    status, seen = more.pop("status", 200), more.pop("seen", "") or hash_of(page.saved)
    found, desk = found_in(case, page.case), desk_of(case, page.part)
    title = page.saved.get("title", "") if page.part.startswith("steps/") else page.spec.label
    context = {
        "title": title,
        "page": page,
        "seen": seen,
        "is_checked": status != 200,
        "findings": [finding for finding in found if finding.part == page.part],
        "elsewhere": len([finding for finding in found if finding.part != page.part]),
        "reading": () if may_save(request, case) or status != 200 else tuple(page.shown()),
        "module": EDITING_MODULE,
        "desk": desk,
        "draft": None if page.is_bound else draft_of(request.user, desk.place),  # type: ignore[arg-type]
        **more,
    }
    return shown(request, "part", case, context, status=status)


def differences(saved: Any, typed: Any) -> tuple[Difference, ...]:
    """Place by place, where the typed part is another than the saved one."""
    before, after = dict(_flat(saved)), dict(_flat(typed))
    places = list(dict.fromkeys([*before, *after]))
    return tuple(
        Difference(place, before.get(place, ""), after.get(place, ""))
        for place in places
        if before.get(place) != after.get(place)
    )


def _flat(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from _flat(entry, f"{place} / {key}" if place else key)
    elif isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        for at, entry in enumerate(value):
            yield from _flat(entry, f"{place} / {entry.get('slug', at + 1)}".removeprefix(" / "))
    else:
        yield place, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
