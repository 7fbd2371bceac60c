"""The addresses of the top floor."""

from django.urls import path

from npcsite.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sample/skip/", views.skip_sample, name="skip_sample"),
    path("me/", views.my_page, name="my_page"),
    path("help/", views.help_page, name="help"),
    path("accounts/data/", views.my_data, name="my_data"),
    path("accounts/data/my-data.json", views.my_data_file, name="my_data_file"),
    path("accounts/data/my-results.csv", views.my_results_file, name="my_results_file"),
    path("accounts/data/my-decisions.csv", views.my_decisions_file, name="my_decisions_file"),
    path("accounts/data/my-recall.csv", views.my_recall_file, name="my_recall_file"),
    path("accounts/data/my-notes.csv", views.my_notes_file, name="my_notes_file"),
    path("accounts/data/my-reports.csv", views.my_reports_file, name="my_reports_file"),
    path("accounts/data/my-pauses.csv", views.my_pauses_file, name="my_pauses_file"),
    path("accounts/delete/", views.delete_account, name="delete_account"),
]
