"""Composed pages kept per process, and their strong ETags: what a key names never changes, so nothing is ever stale.

The key holds the site's epoch, which every editorial act moves; a hit and a 304 cost that one statement.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag

from content.editorial.public import epoch
from content.selectors.audience import audience_of

KEPT_PAGES = 64
GZIP_LEVEL = 4  # a higher level costs more than it saves


@dataclass(frozen=True, slots=True)
class Copy:
    """One page as everybody gets it; a compressed body is another entity and so has an ETag of its own."""

    digest: str
    plain: bytes
    gzipped: bytes


_pages: OrderedDict[str, Copy] = OrderedDict()
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
            copy = _kept(key) or _keep(key, render(request, template, view(request, **address)).content)
            return _shared(request, copy)

        return answer

    return decorate


def forget_pages() -> None:
    """Empties this process's memory: after a restore an epoch may name other pages."""
    with _lock:
        _pages.clear()


def _key(request: HttpRequest) -> str:
    """One statement: the epoch."""
    return f"{epoch()}|{timezone.localdate()}|{audience_of(request) or ''}|{request.path}"


def _kept(key: str) -> Copy | None:
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
        return _pages.get(key)


def _keep(key: str, body: bytes) -> Copy:
    copy = Copy(hashlib.sha256(body).hexdigest()[:32], body, gzip.compress(body, GZIP_LEVEL, mtime=0))
    with _lock:
        _pages[key] = copy
        while len(_pages) > KEPT_PAGES:
            _pages.popitem(last=False)
    return copy


def _shared(request: HttpRequest, copy: Copy) -> HttpResponse:
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = quote_etag(f"{copy.digest}-gzip" if zipped else copy.digest)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(copy.gzipped if zipped else copy.plain)
        if zipped:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    return response
