"""The editors' guide inside the admin: its words in templates, its tables drawn from the rules the workflow obeys."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from content.editorial.public import IMPACT_DAYS, REASONS, RULES, ChangeClass
from npcsite.accounts.reading import may_read


def guide(request: HttpRequest) -> TemplateResponse:
    """For whoever may read working copies."""
    if not may_read(request):
        raise PermissionDenied
    words = {
        "title": _("Guide for editors and reviewers"),
        "rules": [(code, rule) for code, rule in RULES.items() if code[0] in "CGR"],
        "reasons": REASONS,
        "review_days": settings.REVIEW_DAYS,
        "statement_days": settings.STATEMENT_DAYS,
        "days": {str(change_class.value): days for change_class, days in IMPACT_DAYS.items()},
        "twice": _twice(),
    }
    return TemplateResponse(
        request, "admin/content/guide/guide.html", {**admin.site.each_context(request), **words}
    )


def _twice() -> list[str]:
    """What needs more than one approval here, in words."""
    known = {str(value): str(label).lower() for value, label in ChangeClass.choices} | {
        "case": _("cases"),
        "sample": _("the sample"),
        "wording": _("“wording only”"),
    }
    return [
        f"{known.get(name, name)} ({needed})" for name, needed in settings.APPROVALS.items() if needed > 1
    ]
