"""The addresses of the limit."""

from django.urls import path

from tests.benchmarks.bare import views

urlpatterns = [
    path("attempts/<int:attempt_id>/decide/", views.decide, name="decide"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("cached/<slug:slug>/", views.cached_article, name="cached"),
    path("summary/", views.summary, name="summary"),
    path("conditional/<slug:slug>/", views.conditional_article, name="conditional"),
]
