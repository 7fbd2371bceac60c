"""Which best describes the reader: as the address asks, else as the account says, else nobody in particular."""

from django.http import HttpRequest

from npcsite.accounts.models import Audience


def audience_of(request: HttpRequest) -> str | None:
    """None shows every audience's blocks, each under its label."""
    asked = request.GET.get("for")
    if asked is not None:
        return asked if asked in Audience.values else None
    return getattr(request.user, "audience", "") or None


def audience_choices(chosen: str | None) -> tuple[tuple[str, str, bool], ...]:
    return tuple((value, str(label), value == chosen) for value, label in Audience.choices)
