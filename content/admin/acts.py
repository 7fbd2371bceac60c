"""Acts of the workflow on the page of a document: each is open or barred, and a barred one says why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from content.editorial.public import (
    Document,
    Refused,
    Rollback,
    Submission,
    Unmet,
    barred,
    discard,
    kind_of,
    open_round,
    retire,
    revive,
    roll_back,
    submit,
    withdraw,
)
from content.forms.acts import ActForm, RetireForm, RollBackForm, SubmitForm
from npcsite.accounts.models import User

Does = Callable[[Document, User, dict[str, Any], datetime], None]


def _submit(document: Document, user: User, said: dict[str, Any], at: datetime) -> None:
    what = Submission(said["note"], said["wording_reason"], said["raised_to"])
    submit(document=document, user=user, seen_lock=said["seen_lock"], submission=what, at=at)


def _withdraw(document: Document, user: User, said: dict[str, Any], at: datetime) -> None:
    found = open_round(document)
    if found is None:
        raise Refused(barred(document, user, at)["withdraw"])
    withdraw(round=found, user=user, seen_lock=said["seen_lock"], at=at)


def _discard(document: Document, user: User, said: dict[str, Any], at: datetime) -> None:
    discard(document=document, user=user, seen_lock=said["seen_lock"], at=at)


def _roll_back(document: Document, user: User, said: dict[str, Any], at: datetime) -> None:
    back = Rollback(said["to"], said["note"])
    roll_back(document=document, user=user, seen_lock=said["seen_lock"], rollback=back, at=at)


def _retire(document: Document, user: User, said: dict[str, Any], at: datetime) -> None:
    retire(document=document, user=user, reason=said["reason"], seen_lock=said["seen_lock"], at=at)


def _revive(document: Document, user: User, said: dict[str, Any], at: datetime) -> None:
    revive(document=document, user=user, seen_lock=said["seen_lock"], at=at)


@dataclass(frozen=True, slots=True)
class Act:
    """`about` says what it does before it is done, `done` what has happened."""

    label: Any
    about: Any
    done: Any
    does: Does
    form: type[ActForm] = ActForm


ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "submit": Act(
            gettext_lazy("Submit for review"),
            gettext_lazy(
                "The saved text is frozen as a revision. Nobody changes it until the review is over."
            ),
            gettext_lazy("Submitted. A reviewer can claim it now."),
            _submit,
            SubmitForm,
        ),
        "withdraw": Act(
            gettext_lazy("Withdraw from review"),
            gettext_lazy("The review ends, the revision is kept, and the text can be changed again."),
            gettext_lazy("Withdrawn. The text can be changed again."),
            _withdraw,
        ),
        "discard": Act(
            gettext_lazy("Discard changes"),
            gettext_lazy("The working copy goes back to what readers see now. This cannot be undone."),
            gettext_lazy("Discarded. The working copy says what readers see."),
            _discard,
        ),
        "roll_back": Act(
            gettext_lazy("Roll back to an earlier text"),
            gettext_lazy(
                "The earlier text goes to review as a new revision; readers see it once it is approved."
            ),
            gettext_lazy("The earlier text was submitted for review."),
            _roll_back,
            RollBackForm,
        ),
        "retire": Act(
            gettext_lazy("Retire"),
            gettext_lazy("Readers see the reason in its place, and what cites it is set aside at once."),
            gettext_lazy("Retired."),
            _retire,
            RetireForm,
        ),
        "revive": Act(
            gettext_lazy("Revive"),
            gettext_lazy("Back to draft: readers get the text again once it was approved anew."),
            gettext_lazy("Revived as a draft."),
            _revive,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Door:
    """An act as the bar shows it: open without reasons, barred with them."""

    name: str
    label: Any
    href: str
    reasons: tuple[Unmet, ...]


def doors(document: Document, user: User) -> tuple[Door, ...]:
    against = barred(document, user, timezone.now())
    return tuple(Door(name, act.label, act_url(document, name), against[name]) for name, act in ACTS.items())


def page_url(document: Document) -> str:
    return reverse(f"admin:{_model_name(document)}_change", args=[document.pk])


def act_url(document: Document, name: str) -> str:
    return reverse(f"admin:{_model_name(document)}_act", args=[document.pk, name])


def _model_name(document: Document) -> str:
    meta = kind_of(document.kind).model._meta
    return f"{meta.app_label}_{meta.model_name}"
