"""The policy of an answer is the one django-csp writes from the settings, and what asks for its own gets its own."""

import pytest
from csp.constants import NONCE, SELF
from csp.decorators import csp_exempt, csp_update
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from npcsite.lib.policy import OnePolicy

HEADER, REPORTED = "Content-Security-Policy", "Content-Security-Policy-Report-Only"


def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def with_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.csp_nonce))


def with_its_own(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={HEADER: "default-src 'none'"})


updated = csp_update({"img-src": "https://example.org"})(plain)
exempt = csp_exempt()(plain)


def answered(middleware, view):
    return middleware(view)(RequestFactory().get("/"))


@pytest.mark.parametrize("view", [plain, with_its_own, updated, exempt])
def test_it_is_what_django_csp_writes(view):
    assert answered(OnePolicy, view).headers == answered(CSPMiddleware, view).headers


@pytest.mark.parametrize("status", [404, 500])
def test_an_error_has_it_too(status):
    found = answered(OnePolicy, lambda _request: HttpResponse(status=status)).headers[HEADER]
    assert "default-src 'none'" in found
    assert "script-src 'self'" in found


def test_a_nonce_that_was_asked_for_stands_in_it(settings):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": [SELF, NONCE]}}
    found = answered(OnePolicy, with_nonce)
    assert f"'nonce-{found.content.decode()}'" in found.headers[HEADER]


def test_one_answer_with_its_own_policy_leaves_the_next_as_it_was():
    views = iter([updated, plain])
    ask = OnePolicy(lambda request: next(views)(request))
    first, second = (ask(RequestFactory().get("/")).headers[HEADER] for _time in range(2))
    assert "example.org" in first
    assert "example.org" not in second


def test_a_nonce_asked_for_too_late_is_an_error():
    request = RequestFactory().get("/")
    OnePolicy(plain)(request)
    with pytest.raises(CSPNonceError):
        str(request.csp_nonce)


def test_a_policy_that_only_reports_is_written_beside_it(settings):
    settings.CONTENT_SECURITY_POLICY_REPORT_ONLY = {"DIRECTIVES": {"img-src": [SELF]}}
    assert answered(OnePolicy, plain).headers[REPORTED].count("img-src 'self'") == 1
