"""The Content-Security-Policy of every answer, written once: putting it together took a sixth of a kept page."""

from functools import cached_property
from typing import Final

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

OWN: Final = "_csp"


class OnePolicy(CSPMiddleware):
    """As django-csp does it, for the settings' enforced policy and nothing else.

    An answer that was given a policy of its own, a nonce that was asked for, DEBUG, and a policy that only reports go
    the long way.
    """

    @cached_property
    def _policy(self) -> str:
        return str(build_policy())

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if settings.DEBUG or self._is_special(request, response):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._policy)
        # From here on a nonce would stand in the page and not in the header.
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response

    @staticmethod
    def _is_special(request: HttpRequest, response: HttpResponseBase) -> bool:
        if getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None) or hasattr(request, "_csp_nonce"):
            return True
        return any(name.startswith(OWN) for name in vars(response))
