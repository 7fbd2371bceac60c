"""The working copies of what the site teaches; readers see publications of them, never these rows."""

from content.models.articles import Article, ArticleSection
from content.models.figures import Figure
from content.models.glossary import Glossary, Term
from content.models.notices import Notice
from content.models.references import IntegrityNotice, Reference
from content.models.sections import Recommendation, RecommendationSource, Section
from content.models.trials import Arm, Comparison, Trial, TrialTable

__all__ = [
    "Arm",
    "Article",
    "ArticleSection",
    "Comparison",
    "Figure",
    "Glossary",
    "IntegrityNotice",
    "Notice",
    "Recommendation",
    "RecommendationSource",
    "Reference",
    "Section",
    "Term",
    "Trial",
    "TrialTable",
]
