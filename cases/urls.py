"""The addresses of the simulated patients."""

from django.urls import path

from cases.views import (
    attempts,
    certificate,
    cover,
    debrief,
    feedback,
    guests,
    library,
    notes,
    pausing,
    recall,
    reports,
    retry,
    what_if,
)

app_name = "cases"

urlpatterns = [
    path("cases/", library.library, name="library"),
    path("cases/<slug:slug>/", cover.cover, name="case"),
    path("cases/<slug:slug>/start/", cover.start, name="start"),
    path("reports/", reports.reports, name="reports"),
    path("attempts/keep/", guests.keep_attempts, name="keep_attempts"),
    path("attempts/<uuid:attempt_id>/", attempts.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/decide/", attempts.decide, name="decide"),
    path("attempts/<uuid:attempt_id>/abandon/", attempts.abandon, name="abandon"),
    path("attempts/<uuid:attempt_id>/pause/", pausing.pause, name="pause"),
    path("attempts/<uuid:attempt_id>/resume/", pausing.resume, name="resume"),
    path("attempts/<uuid:attempt_id>/decisions/<int:position>/", feedback.feedback, name="feedback"),
    path("attempts/<uuid:attempt_id>/notes/<int:position>/", notes.note, name="note"),
    path("attempts/<uuid:attempt_id>/report/<int:position>/", reports.report, name="report"),
    path("attempts/<uuid:attempt_id>/debrief/", debrief.debrief, name="debrief"),
    path("attempts/<uuid:attempt_id>/certificate/", certificate.certificate, name="certificate"),
    path("attempts/<uuid:attempt_id>/what-if/<int:position>/", what_if.what_if, name="what_if"),
    path("attempts/<uuid:attempt_id>/retry/<int:position>/", retry.retry, name="retry"),
    path("recall/", recall.queue, name="recall"),
    path("recall/drop/", recall.drop, name="recall_drop"),
    path("recall/clear/", recall.clear, name="recall_clear"),
    path("recall/<uuid:item_id>/", recall.ask, name="recall_item"),
    path("recall/<uuid:item_id>/answer/", recall.answer, name="recall_answer"),
    path("recall/<uuid:item_id>/answers/<int:position>/", recall.answered, name="recall_answered"),
]
