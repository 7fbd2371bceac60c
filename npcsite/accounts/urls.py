"""The account: our overview, and allauth's addresses with pages of ours, under `/accounts/`."""

from django.urls import include, path

from npcsite.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("profile/", views.profile, name="account_profile"),
    path("", include("allauth.account.urls")),
    # Before allauth's own, of which they are the careful kind.
    path("second-factor/totp/activate/", views.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("second-factor/reauthenticate/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
