"""DOIs and PubMed numbers as people type them, and as they are kept: bare, without address or label."""

import re
from typing import Final

DOI: Final = r"10\.\d{4,9}/\S+"
PMID: Final = r"[1-9]\d{0,8}"
_BEFORE_DOI = re.compile(r"\s*(?:https?://(?:dx\.)?doi\.org/|doi\s?:)\s*", re.IGNORECASE)
_BEFORE_PMID = re.compile(r"\s*(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid\s?:?)\s*", re.IGNORECASE)
# What stands round a DOI in running text and is no part of it.
_AROUND = " \t\n.,;"


def clean_doi(typed: str) -> str:
    """Without address, label and the stop of the sentence it was copied from; it may still be malformed."""
    return _BEFORE_DOI.sub("", typed, count=1).strip(_AROUND)


def clean_pmid(typed: str) -> str:
    return _BEFORE_PMID.sub("", typed, count=1).strip(f"{_AROUND}/")


def is_doi(text: str) -> bool:
    return re.fullmatch(DOI, text) is not None


def is_pmid(text: str) -> bool:
    return re.fullmatch(PMID, text) is not None


def same_doi(text: str) -> str:
    """Two DOIs are one when this is equal: DOIs know no case."""
    return text.casefold()
