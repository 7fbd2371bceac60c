"""What those who run a program send about its people and cohorts."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.programs.models import Cohort, Membership, Post, Program
from content.public import StorableField
from npcsite.accounts.models import User


class CohortForm(forms.Form):
    name = StorableField(
        label=_("Name"), max_length=120, help_text=_("Learners read it when they join, such as “2026”.")
    )


class AppointForm(forms.Form):
    """Resolves the address; the page is rate-limited, because its answer tells whether there is an account."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Of an account that is there already, with this address.")
    )
    post = forms.ChoiceField(
        label=_("Post"),
        choices=Post.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A director sees the learners’ results. A coordinator invites, moves and assigns, and sees none."
        ),
    )

    def __init__(self, *args: Any, program: Program, **more: Any) -> None:
        super().__init__(*args, **more)
        self.program = program

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        people = User.objects.filter(is_active=True, is_simulated=self.program.is_demo)
        self.person = people.filter(email=email).first()
        if self.person is None:
            said = _("Nobody with this address has an account here. Ask them to sign up with it first.")
            raise forms.ValidationError(said, "no-account")
        return email

    def appointed(self) -> tuple[User, Post]:
        """Of a valid form."""
        return cast("User", self.person), Post(self.cleaned_data["post"])


class MoveForm(forms.Form):
    cohort = forms.ModelChoiceField(
        label=_("Into the cohort"), queryset=Cohort.objects.none(), empty_label=_("Choose a cohort")
    )

    def __init__(self, *args: Any, membership: Membership, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Cohort.objects.filter(program=membership.cohort.program_id, archived_at=None)
        field = cast("forms.ModelChoiceField[Cohort]", self.fields["cohort"])
        field.queryset = others.exclude(pk=membership.cohort_id)
