"""The case library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import owner_of
from cases.forms.playing import LibraryFilter
from cases.selectors.domains import domain_choices
from cases.selectors.library import Wanted
from cases.selectors.library import library as read_library


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    form = LibraryFilter(request.GET, topics=domain_choices())
    page = read_library(Wanted(**form.wanted()), owner_of(request))
    return render(request, "cases/library.html", {"form": form, "page": page})
