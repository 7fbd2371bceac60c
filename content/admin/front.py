"""The admin's front page: what waits, before the lists of everything."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from content.editorial.public import Queue
from content.selectors.front import front_queues
from npcsite.accounts.models import User
from npcsite.accounts.reading import may_read

_stock = admin.site.index
_registered: list[Callable[[User], Queue]] = []


def register_queue(find: Callable[[User], Queue]) -> None:
    """Of another app; it stands after the content's own."""
    _registered.append(find)


def front(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
    """The stock page with the queues over it, for editors and reviewers."""
    user = request.user
    shown = isinstance(user, User) and may_read(request)
    queues: tuple[Queue, ...] = ()
    if shown and isinstance(user, User):
        beyond = (find(user) for find in _registered)
        queues = (*front_queues(user, today=timezone.localdate()), *beyond)
    return _stock(request, {**(extra_context or {}), "queues": queues})


admin.site.index = front  # type: ignore[method-assign]
