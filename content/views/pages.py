"""Pages of the guideline; all of them are read from publications, live ones or those of an earlier day."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from content import access
from content.page_cache import cached_page
from content.selectors import article_list, articles, notices, sections
from content.selectors import trials as trial_pages
from content.selectors.audience import audience_of
from content.views.in_time import in_time


@require_safe
def guideline(request: HttpRequest) -> HttpResponse:
    """Where there is one article, to it; where there are more, to choose from them."""
    if len(access.articles()) > 1:
        return _articles(request)
    return redirect("content:article", access.main_article())


@cached_page("content/articles.html")
def _articles(request: HttpRequest) -> dict[str, object]:
    return {"articles": article_list.listed(access.articles())}


@require_safe
@in_time
@cached_page("content/article.html")
def article(request: HttpRequest, slug: str, at: datetime | None = None) -> dict[str, object]:
    return {"page": articles.page(access.article(slug, at), audience=audience_of(request), at=at)}


@require_safe
@in_time
@cached_page("content/section.html")
def section(request: HttpRequest, slug: str, at: datetime | None = None) -> dict[str, object]:
    return {"page": sections.page(access.section(slug, at), audience=audience_of(request), at=at)}


@require_safe
def recommendation(request: HttpRequest, key: str) -> HttpResponseRedirect:
    slug = access.section_of_recommendation(key)
    return redirect(f"{reverse('content:section', args=[slug])}#rec-{key}")


@require_safe
@in_time
@cached_page("content/notice.html")
def notice(request: HttpRequest, slug: str, at: datetime | None = None) -> dict[str, object]:
    return {"page": notices.page(access.notice(slug, at), at=at)}


@require_safe
@in_time
@cached_page("content/glossary.html")
def glossary(request: HttpRequest, at: datetime | None = None) -> dict[str, object]:
    return {"page": notices.glossary_page(access.glossary(at), at=at)}


@require_safe
@in_time
@cached_page("content/trials.html")
def trials(request: HttpRequest, at: datetime | None = None) -> dict[str, object]:
    return {"page": trial_pages.page(access.trials(at), at=at)}
