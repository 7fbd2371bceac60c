"""The addresses of programs."""

from django.urls import path

from cases.programs.views import overview

app_name = "programs"

urlpatterns = [
    path("programs/", overview.programs, name="programs"),
    path("programs/<int:program_id>/", overview.program, name="program"),
]
