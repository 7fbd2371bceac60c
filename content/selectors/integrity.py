"""The integrity of cited sources as it is known today, laid over texts whose own words are frozen."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.models import Reference
from content.models.references import Integrity
from npcsite.lib.markdown import allowed_link


@dataclass(frozen=True, slots=True)
class Flag:
    """What to say of a source that is no longer what it was; `href` is empty when its notice has no address."""

    integrity: str
    word: str
    on: date
    source: str

    @property
    def grave(self) -> bool:
        """Whether a reader must know before reading, not only when looking the source up."""
        return self.integrity != Integrity.CORRECTED

    @property
    def href(self) -> str:
        return self.source if allowed_link(self.source) else ""

    def sentence(self, number: int) -> str:
        told = {"number": number, "date": date_format(self.on, "j M Y")}
        if self.integrity == Integrity.RETRACTED:
            return (
                _("Reference %(number)s was retracted on %(date)s. Do not rely on what rests on it.") % told
            )
        if self.integrity == Integrity.CONCERN:
            return (
                _(
                    "An expression of concern was published about reference %(number)s on %(date)s. "
                    "Read what rests on it with caution."
                )
                % told
            )
        return _("Reference %(number)s was corrected on %(date)s.") % told


def flags() -> dict[str, Flag]:
    """By target (`@KEY`), those with a notice only. One statement; no word of a reference is read."""
    rows = Reference.objects.exclude(integrity=Integrity.OK)
    columns = rows.values_list("key", "integrity", "integrity_on", "integrity_source")
    return {
        f"@{key}": Flag(integrity, str(Integrity(integrity).label), on, source)
        for key, integrity, on, source in columns
        if on
    }
