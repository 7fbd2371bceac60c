"""The addresses of the naive player."""

from django.urls import path

from tests.benchmarks.naive import views

urlpatterns = [
    path("cases/naive/", views.case),
    path("cases/naive/start/", views.start),
    path("attempts/<uuid:attempt_id>/", views.attempt),
    path("attempts/<uuid:attempt_id>/decide/", views.decide),
]
