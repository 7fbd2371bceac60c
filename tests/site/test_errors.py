"""The pages for what went wrong."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client
from django.urls import include, path


def failing(exception):
    def view(request):
        raise exception

    return view


FAULTS = {
    "400": SuspiciousOperation(),
    "403": PermissionDenied(),
    "404": Http404(),
    "413": RequestDataTooBig(),
    "500": ZeroDivisionError(),
    "503": OperationalError("server closed the connection"),
    "gone": InterfaceError("connection already closed"),
}

urlpatterns = [
    path("", include("npcsite.urls")),
    *[path(f"fault/{name}/", failing(exception)) for name, exception in FAULTS.items()],
]
handler400 = "npcsite.pages.errors.bad_request"
handler403 = "npcsite.pages.errors.permission_denied"
handler404 = "npcsite.pages.errors.not_found"
handler500 = "npcsite.pages.errors.server_error"


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = "tests.site.test_errors"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_answered_with_its_own_page(visitor, name, caplog):
    status = 503 if name == "gone" else int(name)
    answer = visitor.get(f"/fault/{name}/")
    assert answer.status_code == status
    assert f'<p class="code">{status}</p>' in answer.content.decode()
    assert 'class="btn"' in answer.content.decode(), "it says what to do next"
    assert "Content-Security-Policy" in answer


def test_when_the_database_is_away_the_form_may_be_sent_again(visitor, caplog):
    answer = visitor.get("/fault/503/")
    assert answer["Retry-After"] == "5"
    assert "can be sent again" in answer.content.decode()


@pytest.mark.parametrize("name", ["500", "503"])
def test_a_page_for_a_broken_database_asks_it_nothing(visitor, name, caplog):
    """No database mark: any statement would fail this test. The cookie would make the masthead look up the person."""
    visitor.cookies["sessionid"] = "something"
    assert visitor.get(f"/fault/{name}/").status_code == int(name)


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "out of date" in answer.content.decode()


@pytest.mark.parametrize("status", ["409", "429"])
def test_pages_for_conflicts_and_haste_stand_on_their_own(status, rf):
    page = render_to_string(f"{status}.html", {}, rf.get("/"))
    assert f'<p class="code">{status}</p>' in page
    assert 'class="btn"' in page


def test_a_conflict_leads_back_to_what_is_kept(rf):
    page = render_to_string(
        "409.html", {"back": "/attempts/1/", "stored": "You chose staging first."}, rf.get("/")
    )
    assert 'href="/attempts/1/"' in page
    assert "You chose staging first." in page
