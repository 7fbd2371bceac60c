"""Pages of the guideline; all of them are read from live publications."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from content import access
from content.page_cache import cached_page
from content.selectors import articles, notices, sections
from content.selectors import trials as trial_pages
from content.selectors.audience import audience_of


@require_safe
def guideline(request: HttpRequest) -> HttpResponse:
    return redirect("content:article", access.main_article().slug)


@require_safe
@cached_page("content/article.html")
def article(request: HttpRequest, slug: str) -> dict[str, object]:
    return {"page": articles.page(access.article(slug), audience=audience_of(request))}


@require_safe
@cached_page("content/section.html")
def section(request: HttpRequest, slug: str) -> dict[str, object]:
    return {"page": sections.page(access.section(slug), audience=audience_of(request))}


@require_safe
def recommendation(request: HttpRequest, key: str) -> HttpResponseRedirect:
    slug = access.section_of_recommendation(key)
    return redirect(f"{reverse('content:section', args=[slug])}#rec-{key}")


@require_safe
@cached_page("content/notice.html")
def notice(request: HttpRequest, slug: str) -> dict[str, object]:
    return {"page": notices.page(access.notice(slug))}


@require_safe
@cached_page("content/glossary.html")
def glossary(request: HttpRequest) -> dict[str, object]:
    return {"page": notices.glossary_page(access.glossary())}


@require_safe
@cached_page("content/trials.html")
def trials(request: HttpRequest) -> dict[str, object]:
    return {"page": trial_pages.page(access.trials())}
