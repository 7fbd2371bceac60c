"""The kinds of document this app brings to the editorial workflow; found by autodiscovery."""

from content.editorial.public import register, register_source
from content.kinds.articles import ArticleKind
from content.kinds.glossary import GlossaryKind
from content.kinds.notices import NoticeKind
from content.kinds.sections import SectionKind
from content.kinds.trials import TrialsKind
from content.selectors.references import find_references

for kind in (NoticeKind(), GlossaryKind(), TrialsKind(), SectionKind(), ArticleKind()):
    register(kind)
register_source("@", find_references)
