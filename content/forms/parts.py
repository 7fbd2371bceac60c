"""Forms of what a document is made of: recommendations with their sources, terms, trials and arms."""

from collections.abc import Collection, Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.forms.fields import KeysField
from content.forms.working_copy import DocumentForm, WorkingCopyForm
from content.models import Article, Notice, Recommendation, RecommendationSource, Reference, Term
from content.models.sections import Grading


def known_references(keys: Collection[str]) -> Iterable[str]:
    return Reference.objects.filter(key__in=keys).values_list("key", flat=True)


def known_terms(slugs: Collection[str]) -> Iterable[str]:
    return Term.objects.filter(slug__in=slugs).values_list("slug", flat=True)


def references_field(label: Any, **options: Any) -> KeysField:
    return KeysField(
        known=known_references,
        prefix="@",
        label=label,
        help_text=gettext_lazy("Keys of references in the order they are cited, with commas between them."),
        **options,
    )


class OrderedFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows without a number go to the end."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "position" in form.fields:
            form.fields["position"].required = False

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        last = max((form.instance.position or 0 for form in self.initial_forms), default=0)
        for form in self.forms:
            if form.instance.position is None:
                last += 1
                form.instance.position = last
        return super().save(commit)


class RecommendationForm(forms.ModelForm):  # type: ignore[type-arg]
    sources = references_field(gettext_lazy("sources"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            rows = self.instance.sources.select_related("reference")
            self.initial["sources"] = [row.reference.key for row in rows]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        graded = cleaned.get("grading") == Grading.GRADED
        if graded and not (cleaned.get("level") or cleaned.get("grade")):
            message = _("Graded by its source: give the level, the grade or both, as the issuer words them.")
            self.add_error("grading", ValidationError(message))
        return cleaned

    def save(self, commit: bool = True) -> Recommendation:  # noqa: FBT001, FBT002 - Django's own signature
        row: Recommendation = super().save(commit)
        if "sources" in self.changed_data:
            self._write_sources(row)
        return row

    def _write_sources(self, row: Recommendation) -> None:
        keys = self.cleaned_data["sources"]
        found = Reference.objects.in_bulk(keys, field_name="key")
        row.sources.all().delete()
        RecommendationSource.objects.bulk_create(
            RecommendationSource(recommendation=row, reference=found[key], position=place)
            for place, key in enumerate(keys)
        )


class ArticleForm(DocumentForm):
    notices = forms.MultipleChoiceField(
        label=gettext_lazy("notices"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The disclaimer stands at the end of the article; the others are linked."),
    )

    class Meta:
        model = Article
        fields = "__all__"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "notices" in self.fields:
            field = cast("forms.MultipleChoiceField", self.fields["notices"])
            field.choices = [(row.slug, row.title) for row in Notice.objects.order_by("title")]

    def clean_notices(self) -> list[str]:
        """In the order they already have; new ones after them."""
        chosen = self.cleaned_data["notices"]
        before = [slug for slug in self.instance.notices if slug in chosen]
        return [*before, *(slug for slug in chosen if slug not in before)]


class TermForm(WorkingCopyForm):
    see = KeysField(
        known=known_terms,
        prefix="term:",
        label=gettext_lazy("see also"),
        help_text=gettext_lazy("Addresses of other terms, with commas between them."),
    )
    citations = references_field(gettext_lazy("citations"))

    class Meta:
        model = Term
        fields = "__all__"
