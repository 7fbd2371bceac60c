"""The addresses of the top floor."""

from django.urls import path

from npcsite.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
]
