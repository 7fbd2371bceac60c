"""What the pages of a review send, read once: nothing here decides, the services do."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.editorial.access import comment_on, note_on
from content.editorial.models import Document
from content.editorial.selectors.approval import QUESTIONS
from content.editorial.services.commenting import Remark
from content.editorial.services.judging import Judgement
from content.editorial.services.reviewing import Sheet
from npcsite.accounts.models import User
from npcsite.lib import canonical

# Names of what is typed, apart from the three questions; a colon stands before the block or finding it is about.
PLAIN: Final = (*QUESTIONS, "comment", "reason", "to", "ack")
ABOUT: Final = ("waive:", "say:", "must:")
_NUMBER = re.compile(r"[0-9]{1,9}")


def read_sheet(data: QueryDict, *, document: Document, reviewers: QuerySet[User]) -> Sheet:
    """Raises canonical.Unclean for a character that cannot be stored; Http404 for a remark of another document."""
    typed = read_typed(data)
    act, _colon, row = data.get("act", "").partition(":")
    row_id = int(row) if _NUMBER.fullmatch(row) else 0
    return Sheet(
        act=act,
        judgement=_judgement(data, typed),
        remarks=tuple(_remarks(typed)),
        reason=_one(typed, "reason"),
        to=_person(_one(typed, "to"), reviewers),
        comment=comment_on(document, row_id) if act == "resolve-comment" else None,
        note=note_on(document, row_id) if act == "resolve-note" else None,
        typed=typed,
    )


def read_typed(data: QueryDict) -> dict[str, list[str]]:
    """What a person has typed or ticked, never what the page carries with it. Raises canonical.Unclean."""
    return {
        canonical.clean_text(name): [canonical.clean_text(value) for value in data.getlist(name)]
        for name in data
        if is_typed(name)
    }


def read_lock(data: QueryDict) -> int:
    """-1, which no document has, for a page that does not say."""
    lock = data.get("seen_lock", "")
    return int(lock) if _NUMBER.fullmatch(lock) else -1


def is_typed(name: str) -> bool:
    return name in PLAIN or name.startswith(ABOUT)


def _judgement(data: QueryDict, typed: Mapping[str, list[str]]) -> Judgement:
    """A page without what was seen says so by values nothing can equal."""
    return Judgement(
        seen_hash=data.get("seen_hash", ""),
        seen_lock=read_lock(data),
        comment=_one(typed, "comment"),
        answers={name: _one(typed, name) for name in QUESTIONS if _one(typed, name)},
        acknowledged=frozenset(typed.get("ack", ())),
        waived={
            name.removeprefix("waive:"): _one(typed, name) for name in typed if name.startswith("waive:")
        },
    )


def _remarks(typed: Mapping[str, list[str]]) -> Iterable[Remark]:
    for name in typed:
        place = name.removeprefix("say:")
        if name != place and _one(typed, name).strip():
            yield Remark(_one(typed, name), place[:200], required=f"must:{place}" in typed)


def _one(typed: Mapping[str, list[str]], name: str) -> str:
    values = typed.get(name, [])
    return values[-1] if values else ""


def _person(pk: str, reviewers: QuerySet[User]) -> User | None:
    return reviewers.filter(pk=int(pk)).first() if _NUMBER.fullmatch(pk) else None


class StatementForm(forms.Form):
    """Interests are asked in words, so that “None” is said and not left out."""

    name = forms.CharField(label=_("Your name, as it stands beside your approvals"), max_length=120)
    capacity = forms.CharField(
        label=_("Your role, as it stands beside them"),
        max_length=120,
        help_text=_("For example: medical oncologist."),
    )
    interests = forms.CharField(
        label=_("Your interests"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Payments, shares, trials and family ties that a reader of your approvals should know of. "
            "Write “None” where there are none."
        ),
    )
    agreed = forms.BooleanField(
        label=_("My name and role stay beside what I approve, also after I have left.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                self._keep_clean(name, value)
        return self.cleaned_data

    def _keep_clean(self, name: str, value: str) -> None:
        try:
            self.cleaned_data[name] = canonical.clean_text(value)
        except canonical.Unclean as unclean:
            self.add_error(name, unclean.message)
