"""Puts published texts together into one page: their fragments, with one run of citation numbers."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from content.editorial.public import Published
from content.selectors.fragments import Setting, fragment
from content.selectors.numbering import Numbering
from npcsite.lib import markdown


@dataclass(frozen=True, slots=True)
class Page:
    """What the parts of one page have in common; composed in reading order, or the numbers would not be."""

    numbering: Numbering
    setting: Setting = field(default_factory=Setting)

    def text(self, published: Published, part: str = "body") -> SafeString:
        """With boxes, and with glossary terms explained where the text first uses them."""
        return markdown.show(fragment(published, part, self.setting), number=self.numbering.marker)

    def plain(self, published: Published, part: str) -> SafeString:
        """A summary or a lead: in everyday words, so no term is explained."""
        setting = Setting(self.setting.audience, shift=self.setting.shift)
        return markdown.show(fragment(published, part, setting), number=self.numbering.marker)
