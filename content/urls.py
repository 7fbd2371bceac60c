"""The addresses of what the site teaches."""

from django.urls import path

from content import views

app_name = "content"

urlpatterns = [
    path("articles/", views.guideline, name="guideline"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("recommendations/<slug:key>/", views.recommendation, name="recommendation"),
    path("notices/<slug:slug>/", views.notice, name="notice"),
    path("glossary/", views.glossary, name="glossary"),
    path("trials/", views.trials, name="trials"),
]
