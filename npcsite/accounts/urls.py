"""Sign-up, sign-in, confirmation and reset: allauth's addresses, under `/accounts/`."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.account.urls"))]
