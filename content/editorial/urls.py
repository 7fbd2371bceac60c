"""Pages of the workflow; they lie below the admin's address, and so ask for the same second factor."""

from django.urls import path

from content.editorial.views import drafting, impact, reviewers, reviewing

app_name = "editorial"

urlpatterns = [
    path("review/<int:round_id>/", reviewing.review, name="review"),
    path("review/<int:round_id>/draft/", drafting.review_draft, name="review_draft"),
    path("reaffirm/<int:document_id>/", reviewing.reaffirmation, name="reaffirm"),
    path("reaffirm/<int:document_id>/draft/", drafting.reaffirm_draft, name="reaffirm_draft"),
    path("impact/<int:item_id>/", impact.impact, name="impact"),
    path("statement/", reviewers.statement, name="statement"),
    path("verdicts/mine/", reviewers.verdicts, name="verdicts"),
]
