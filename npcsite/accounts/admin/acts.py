"""What administrators do to people, each behind a page that says what will happen: from the list or from a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.models import ExtraTime, Role, User
from npcsite.accounts.services.events import Refused
from npcsite.accounts.services.roles import grant_role, revoke_role
from npcsite.accounts.services.standing import (
    deactivate_person,
    reactivate_person,
    reset_second_factor,
    set_extra_time,
    unlock_person,
)

PEOPLE_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Act:
    """`does` is one of the services; `consequence` is what the page says before it is done; `takes` is what is chosen
    on it, by the name the service has for it.
    """

    label: Any  # lazily translated, as the next
    consequence: Any
    does: Callable[..., object]
    takes: str = ""
    is_grave: bool = False


CHOICES: dict[str, tuple[Any, Any]] = {"role": (_("Role"), Role), "extra_time": (_("Extra time"), ExtraTime)}

ACTS = {
    "grant": Act(
        _("Give a role"),
        _(
            "The role counts at once. Editor, reviewer and chief editor open the admin, behind a second factor."
        ),
        grant_role,
        takes="role",
    ),
    "revoke": Act(
        _("Take a role"),
        _("The role ends at once; what was done in it stays. Without an editorial role the admin closes."),
        revoke_role,
        takes="role",
        is_grave=True,
    ),
    "deactivate": Act(
        _("Switch the account off"),
        _(
            "Nobody can sign in with it, and its sessions end. Roles and work stay, and it can be switched on again."
        ),
        deactivate_person,
        is_grave=True,
    ),
    "reactivate": Act(
        _("Switch the account on"),
        _("The person can sign in again, with the roles held before."),
        reactivate_person,
    ),
    "extra-time": Act(
        _("Set extra time"),
        _(
            "It counts wherever time is limited, in attempts that start from now on; those under way keep their terms. "
            "The person sees it in the account."
        ),
        set_extra_time,
        takes="extra_time",
    ),
    "unlock": Act(
        _("Unlock sign-in"),
        _(
            "Failed attempts are forgotten. Make sure that it was the person who failed, and not somebody else."
        ),
        unlock_person,
    ),
    "reset-second-factor": Act(
        _("Reset the second factor"),
        _(
            "The password alone signs in until the person has set it up again; sessions end, and the person is told by "
            "mail. Make sure, not by mail, that it is the person who asks."
        ),
        reset_second_factor,
        is_grave=True,
    ),
}


class ActForm(forms.Form):
    """Whom, and what the act takes; the people are chosen already and only confirmed here."""

    people = forms.ModelMultipleChoiceField(User.objects.order_by("email"), widget=forms.MultipleHiddenInput)

    def __init__(self, act: Act, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if act.takes:
            label, kind = CHOICES[act.takes]
            self.fields[act.takes] = forms.TypedChoiceField(
                label=label, choices=kind.choices, coerce=_coerced(kind), widget=forms.RadioSelect
            )


def _coerced(kind: Any) -> Callable[[str], Any]:
    """A choice as it is sent is a text, also where its value is a number."""
    by_text = {str(choice.value): choice for choice in kind}
    return by_text.__getitem__


def carry_out(request: HttpRequest, act: Act, form: ActForm) -> None:
    """Each person by themselves: one refusal stops nobody else, and every refusal is told."""
    taken = {act.takes: form.cleaned_data[act.takes]} if act.takes else {}
    done = []
    for person in form.cleaned_data["people"]:
        try:
            act.does(person=person, actor=request.user, **taken)
            done.append(person.email)
        except Refused as refused:
            messages.error(request, str(refused))
    if done:
        messages.success(
            request, gettext("%(act)s: done for %(people)s.") % {"act": act.label, "people": ", ".join(done)}
        )
