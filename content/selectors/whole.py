"""The strip of a page put together from several texts: true of all of them, or it says of how many."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.editorial.public import Aside, Strip, dated


def whole(parts: Sequence[Strip]) -> Strip:
    """Updated when any part was; reviewed only when every part is, and then on the day of the part reviewed first."""
    if len({part.statement for part in parts}) == 1:
        state, shape, word, statement = parts[0].state, parts[0].shape, parts[0].word, parts[0].statement
    else:
        state, shape, word, statement = _mixed(parts)
    days = [part.reviewed_on for part in parts if part.reviewed_on]
    return Strip(
        state=state,
        shape=shape,
        word=word,
        statement=statement,
        updated_on=max(part.updated_on for part in parts),
        reviewed_on=min(days) if len(days) == len(parts) else None,
        open_notes=sum(part.open_notes for part in parts),
        asides=tuple(_drafts(parts)),
    )


def _mixed(parts: Sequence[Strip]) -> tuple[str, str, str, str]:
    days = sorted(part.reviewed_on for part in parts if part.reviewed_on)
    if len(days) == len(parts):
        said = _("Every part of this page is approved, the last on %(date)s; each says by whom.")
        return "approved", "●", _("Approved"), said % {"date": dated(days[-1])}
    said = _(
        "%(reviewed)s of the %(all)s parts of this page are reviewed by a named clinician; each says so."
    )
    return "loaded", "◇", _("Reviewed in part"), said % {"reviewed": len(days), "all": len(parts)}


def _drafts(parts: Sequence[Strip]) -> Iterator[Aside]:
    count = sum(aside.state == "review" for part in parts for aside in part.asides)
    if count:
        said = ngettext(
            "A newer draft of one part is in review.", "Newer drafts of %(count)s parts are in review.", count
        )
        yield Aside("review", "◐", said % {"count": count})
