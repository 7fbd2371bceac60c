"""Composed pages kept per process, and their strong ETags: what a key names never changes, so nothing is ever stale.

The key holds the site's epoch, which every editorial act moves; a hit and a 304 cost that one statement.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag

from content.editorial.public import epoch
from content.selectors.audience import audience_of

KEPT_PAGES = 64
_pages: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
_lock = Lock()


def cached_page(template: str) -> Callable[[Callable[..., dict[str, Any]]], Callable[..., HttpResponse]]:
    """The view returns a context; anonymous readers share one copy, signed-in ones get their own, not kept."""

    def decorate(view: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **address: str) -> HttpResponse:
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response = render(request, template, view(request, **address))
                response["Cache-Control"] = "private, no-cache"
                return response
            key = _key(request)
            etag, body = _kept(key) or _keep(key, render(request, template, view(request, **address)).content)
            return _shared(request, etag, body)

        return answer

    return decorate


def _key(request: HttpRequest) -> str:
    """One statement: the epoch."""
    return f"{epoch()}|{timezone.localdate()}|{audience_of(request) or ''}|{request.path}"


def _kept(key: str) -> tuple[str, bytes] | None:
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
        return _pages.get(key)


def _keep(key: str, body: bytes) -> tuple[str, bytes]:
    page = (quote_etag(hashlib.sha256(body).hexdigest()[:32]), body)
    with _lock:
        _pages[key] = page
        while len(_pages) > KEPT_PAGES:
            _pages.popitem(last=False)
    return page


def _shared(request: HttpRequest, etag: str, body: bytes) -> HttpResponse:
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Cookie"
    return response
