"""A review form sent after its session has ended: what was typed is given back in the answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]
FORBIDDEN = 403
# Choices are made again in a moment; words are not.
WORDS = ("comment", "reason", "waive:", "say:", "name", "capacity", "interests")


def losing_nothing(view: View) -> View:
    """Guests are led to sign in; a form of an ended session is answered with its words.

    A browser's way back is no help: it keeps no form of a page that is never cached. The token is asked for in here,
    because the site's own answer to a stale one knows nothing of what was typed.
    """
    protected = csrf_protect(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_sent = request.method == "POST"
        if not request.user.is_authenticated:
            return _given_back(request) if is_sent else redirect_to_login(request.get_full_path())
        answer = protected(request, *args, **kwargs)
        return _given_back(request) if is_sent and answer.status_code == FORBIDDEN else answer

    return csrf_exempt(guarded)


def _given_back(request: HttpRequest) -> HttpResponse:
    names = [name for name in request.POST if name.startswith(WORDS)]
    texts = [text for name in names for text in request.POST.getlist(name) if text.strip()]
    context = {"texts": texts, "here": request.get_full_path()}
    return render(request, "admin/review/ended_session.html", context, status=FORBIDDEN)
