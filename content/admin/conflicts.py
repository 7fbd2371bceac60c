"""What stands in a refused form and what is saved, side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    saved: str
    typed: str


def differences(form: forms.BaseForm, formsets: Iterable[Any]) -> tuple[Difference, ...]:
    """Field by field, where the typed text is another than the saved one."""
    found = list(_of_form(form, ""))
    for formset in formsets:
        kept = {row.instance.pk for row in formset.forms if row.instance.pk}
        for row in formset.forms:
            found += _of_form(row, _name(formset, row.instance))
        gone = [row for row in formset.get_queryset() if row.pk not in kept]
        found += [
            Difference(_name(formset, row), _("saved by somebody else"), _("not in your text"))
            for row in gone
        ]
    return tuple(found)


def _name(formset: Any, row: Any) -> str:
    return f"{formset.model._meta.verbose_name} {row if row.pk else _('(new)')}".capitalize()


def _of_form(form: Any, under: str) -> Iterator[Difference]:
    for name in form.changed_data:
        bound = form[name]
        if bound.field.widget.is_hidden or name == "DELETE":
            continue
        label = f"{under}: {bound.label}" if under else str(bound.label)
        yield Difference(label, _shown(bound, bound.initial), _shown(bound, bound.data))
    if "DELETE" in form.changed_data:
        yield Difference(under, _("saved"), _("to be removed"))


def _shown(bound: forms.BoundField, value: Any) -> str:
    """As a person reads it: the words of a choice, not its code."""
    if value is None:
        return ""
    choices = dict(getattr(bound.field, "choices", ()) or ())
    prepared = bound.field.prepare_value(value)
    values = prepared if isinstance(prepared, list) else [prepared]
    return ", ".join(str(choices.get(item, item)) for item in values)
