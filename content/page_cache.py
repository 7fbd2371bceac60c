"""Composed pages kept per process, and their strong ETags: what a key names never changes, so nothing is ever stale.

The key holds the site's epoch, which every editorial act moves; a hit and a 304 cost that one statement.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag

from content.editorial.public import epoch
from content.selectors.as_of import Then
from content.selectors.audience import audience_of

KEPT_PAGES = 64
# Of earlier states; on a shelf of their own, so that leafing through the past pushes out no page of today.
KEPT_OLD_PAGES = 16
GZIP_LEVEL = 4  # a higher level costs more than it saves


@dataclass(frozen=True)
class Copy:
    """One page as everybody gets it; a compressed body is another entity and so has an ETag of its own."""

    digest: str
    plain: bytes

    @cached_property
    def gzipped(self) -> bytes:
        """Compressed when the first reader takes it so, and then kept."""
        return gzip.compress(self.plain, GZIP_LEVEL, mtime=0)


@dataclass(slots=True)
class _Shelf:
    """What was asked for longest ago makes room."""

    most: int
    held: OrderedDict[str, Copy] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, key: str) -> Copy | None:
        with self.lock:
            if key in self.held:
                self.held.move_to_end(key)
            return self.held.get(key)

    def put(self, key: str, body: bytes) -> Copy:
        copy = Copy(hashlib.sha256(body).hexdigest()[:32], body)
        with self.lock:
            self.held[key] = copy
            while len(self.held) > self.most:
                self.held.popitem(last=False)
        return copy


_today, _earlier = _Shelf(KEPT_PAGES), _Shelf(KEPT_OLD_PAGES)


def cached_page(template: str) -> Callable[[Callable[..., dict[str, Any]]], Callable[..., HttpResponse]]:
    """The view returns a context; anonymous readers share one copy, signed-in ones get their own, not kept.

    A page that can be read as it stood is called with `at`; its copies are kept by stretch, not by what was asked.
    """

    def decorate(view: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *, then: Then | None = None, **address: Any) -> HttpResponse:
            if then:
                address["at"] = then.since

            def made() -> HttpResponse:
                return render(request, template, {"then": then, **view(request, **address)})

            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response = made()
                response["Cache-Control"] = "private, no-cache"
                return response
            shelf, key = (_earlier if then else _today), _key(request, then)
            return _shared(request, shelf.get(key) or shelf.put(key, made().content))

        return answer

    return decorate


def forget_pages() -> None:
    """Empties this process's memory: after a restore an epoch may name other pages."""
    for shelf in (_today, _earlier):
        with shelf.lock:
            shelf.held.clear()


def _key(request: HttpRequest, then: Then | None) -> str:
    """One statement: the epoch."""
    stretch = f"|{then.since.isoformat()}" if then else ""
    return f"{epoch()}|{timezone.localdate()}|{audience_of(request) or ''}|{request.path}{stretch}"


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
