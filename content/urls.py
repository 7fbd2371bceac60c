"""The addresses of what the site teaches."""

from django.contrib import admin
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from content.admin import desk, guide, whole_pages
from content.views import figures, history, mail, pages

app_name = "content"

# Address of a text, its kind, and its slug where it is the only one of its kind.
WRITTEN = [
    ("articles/<slug:slug>/", "article", {}),
    ("sections/<slug:slug>/", "section", {}),
    ("notices/<slug:slug>/", "notice", {}),
    ("glossary/", "glossary", {"slug": "glossary"}),
    ("trials/", "trials", {"slug": "trials"}),
]

urlpatterns = [
    path("articles/", pages.guideline, name="guideline"),
    path("articles/<slug:slug>/", pages.article, name="article"),
    path("sections/<slug:slug>/", pages.section, name="section"),
    path("recommendations/<slug:key>/", pages.recommendation, name="recommendation"),
    path("notices/<slug:slug>/", pages.notice, name="notice"),
    path("glossary/", pages.glossary, name="glossary"),
    path("trials/", pages.trials, name="trials"),
    path("corrections/", history.corrections, name="corrections"),
    re_path(r"^publications/(?P<sha256>[0-9a-f]{64})\.json$", history.publication, name="publication"),
    *(
        path(f"{address}changes/", history.changes, {"kind": kind, **only}, name=f"{kind}_changes")
        for address, kind, only in WRITTEN
    ),
    *(
        path(
            f"{address}changes/<int:old>/<int:new>/",
            history.difference,
            {"kind": kind, **only},
            name=f"{kind}_difference",
        )
        for address, kind, only in WRITTEN
    ),
    re_path(
        r"^figures/(?P<sha256>[0-9a-f]{64})\.(?P<image_format>png|jpeg|webp)$", figures.figure, name="figure"
    ),
    path("mail/<str:token>/", mail.mail_choice, name="mail_choice"),
    path("admin/guide/", require_safe(admin.site.admin_view(guide.guide)), name="guide"),
    # Below the admin's address, so that they ask for the same second factor.
    path("admin/preview/", desk.preview, name="preview"),
    path("admin/whole/<int:document_id>/", whole_pages.whole, name="whole"),
    path("admin/citable/", desk.citable, name="citable"),
    path("admin/keys/", desk.keys, name="keys"),
    path("admin/draft/", desk.draft, name="draft"),
    path("admin/draft/discard/", desk.discard_draft, name="discard_draft"),
]
