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
    *(
        path(f"accounts/data/my-{name}.csv", views.my_sheet_file, {"name": name}, name=f"my_{name}_file")
        for name in views.SHEETS
    ),
    path("accounts/delete/", views.delete_account, name="delete_account"),
]
