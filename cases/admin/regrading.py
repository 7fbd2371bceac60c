"""The page of a regrade: two publications, a dry run with every difference, a reason, and then the act."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.admin.pages import case_for, shown, url_of
from cases.models import Case, Regrade
from cases.services.regrading import NamesALearner, NotAllowedToRegrade, Regrading, regrade, try_regrade
from content.editorial.public import Publication
from content.public import StorableField
from npcsite.accounts.models import Role, User


class RegradeForm(forms.Form):
    old = forms.ModelChoiceField(label=lazy("Attempts played on"), queryset=Publication.objects.none())
    new = forms.ModelChoiceField(label=lazy("Scored on"), queryset=Publication.objects.none())
    reason = StorableField(
        label=lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=lazy("Needed before anything is written. The learners read it, so name nobody."),
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = case.publications.select_related("revision").order_by("published_at")
        for name in ("old", "new"):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            self.fields[name].label_from_instance = _named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("old") and cleaned.get("old") == cleaned.get("new"):
            self.add_error("new", _("Choose another publication than the one that was played."))
        if "_regrade" in self.data and not cleaned.get("reason"):
            self.add_error("reason", _("Say why; a regrade without a reason is not done."))
        return cleaned


def _named(publication: Publication) -> str:
    return _("revision %(number)s, published %(date)s") % {
        "number": publication.revision.number,
        "date": timezone.localtime(publication.published_at).strftime("%Y-%m-%d"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def regrade_view(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or not user.has_role(Role.CHIEF_EDITOR):
        raise PermissionDenied
    case = case_for(request, pk)
    form = RegradeForm(request.POST or None, case=case)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, case, form, status=422 if request.method == "POST" else 200)
    if "_regrade" not in request.POST:
        return _shown(request, case, form)
    return _done(request, case, form, user)


def _done(request: HttpRequest, case: Case, form: RegradeForm, user: User) -> HttpResponse:
    said = form.cleaned_data
    regrading = Regrading(said["old"], said["new"], said["reason"])
    try:
        done = regrade(regrading=regrading, user=user, at=timezone.now())
    except NotAllowedToRegrade as refused:
        raise PermissionDenied from refused
    except NamesALearner:
        form.add_error("reason", _("Take the name or address of a learner out; all of them read the reason."))
        return _shown(request, case, form, status=422)
    messages.success(
        request, ngettext("%(n)d result was added.", "%(n)d results were added.", done) % {"n": done}
    )
    return HttpResponseRedirect(url_of(case))


def _shown(request: HttpRequest, case: Case, form: RegradeForm, *, status: int = 200) -> HttpResponse:
    """With every difference as soon as two publications were chosen, whatever the reason still lacks."""
    said = getattr(form, "cleaned_data", {})
    tried = bool(said.get("old") and said.get("new"))
    rows = tuple(try_regrade(old=said["old"], new=said["new"])) if tried else ()
    past = Regrade.objects.filter(new__document=case.pk).select_related(
        "old__revision", "new__revision", "regraded_by"
    )
    context = {"title": _("Regrade"), "form": form, "rows": rows, "is_tried": tried, "past": past}
    return shown(request, "regrade", case, context, status=status)
