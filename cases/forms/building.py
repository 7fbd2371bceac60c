"""A page of one part of a case: its form, its rows, which field a fault of form belongs to, and its plain value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as lazy

from cases.engine import editing
from cases.engine.editing import Plain
from cases.engine.faults import Fault
from cases.forms.parts import (
    FindingForm,
    HeadForm,
    KeyDecisionForm,
    MoveForm,
    PartForm,
    SluggedForm,
    TreatmentForm,
    VariableForm,
)
from cases.forms.steps import OptionForm, StepForm, TransitionForm

ADD, SEEN = "_add", "seen"
ROWS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Rows:
    """A list whose entries are rows; `one` is what a row is called."""

    name: str
    form: type[PartForm]
    label: Any
    one: Any


@dataclass(frozen=True, slots=True)
class Spec:
    """What the page of a part has."""

    label: Any
    form: type[PartForm] | None = None
    rows: tuple[Rows, ...] = ()


def _list(name: str, form: type[PartForm], label: Any, one: Any) -> Spec:
    return Spec(label, rows=(Rows(name, form, label, one),))


SPECS: Final[Mapping[str, Spec]] = MappingProxyType(
    {
        "head": Spec(lazy("Head and vignette"), HeadForm),
        "variables": _list("variables", VariableForm, lazy("Variables"), lazy("variable")),
        "findings": _list("findings", FindingForm, lazy("Findings"), lazy("finding")),
        "treatments": _list("treatments", TreatmentForm, lazy("Treatments"), lazy("treatment")),
        "key_decisions": _list("key_decisions", KeyDecisionForm, lazy("Key decisions"), lazy("key decision")),
        "reference": _list("reference", MoveForm, lazy("Reference path"), lazy("decision")),
    }
)
STEP: Final = Spec(
    lazy("Step"),
    StepForm,
    (
        Rows("options", OptionForm, lazy("Options"), lazy("option")),
        Rows("transitions", TransitionForm, lazy("Where it leads: the first that holds"), lazy("transition")),
    ),
)
# Keys of the file whose fields have another name.
RENAMED: Final = {"class": "credit", "initial": "initial_value"}


def spec_of(part: str) -> Spec:
    return STEP if part.startswith("steps/") else SPECS[part]


class PartPage:
    """Bound when `data` is given; `case` is the case as it is saved."""

    def __init__(self, case: Plain, part: str, data: QueryDict | None = None) -> None:
        self.case, self.part, self.spec = case, part, spec_of(part)
        self.saved = editing.part(case, part)
        self.form = self._form(data)
        self.formsets = [self._formset(rows, data) for rows in self.spec.rows]
        self.problems: list[str] = []
        self.is_bound = data is not None

    def is_valid(self) -> bool:
        return all(
            [
                *(each.is_valid() for each in ([self.form] if self.form else [])),
                *(f.is_valid() for f in self.formsets),
            ]
        )

    @property
    def has_errors(self) -> bool:
        of_form = bool(self.form and self.form.errors)
        return (
            of_form or bool(self.problems) or any(any(f.errors) or f.non_form_errors() for f in self.formsets)
        )

    def value(self) -> Any:
        """The part as it was typed, in the form of the case file."""
        lists = {rows.name: self._plain(at) for at, rows in enumerate(self.spec.rows)}
        if self.form is None:
            return next(iter(lists.values()))
        kept = {"slug": self.saved["slug"]}
        return kept | self.form.plain() | {name: found for name, found in lists.items() if found}

    def ordered(self, at: int) -> list[PartForm]:
        """The rows that stay, in their new order."""
        found: list[PartForm] = [
            form for form in self.formsets[at].ordered_forms if form.has_changed() or form.initial
        ]
        return found

    def take(self, faults: Iterable[Fault]) -> None:
        """Puts each fault of form at the field it belongs to."""
        for fault in faults:
            place = fault.place.removeprefix(f"{self.part}/") if self.part != "head" else fault.place
            form, name = self._field(place)
            if form is None:
                self.problems.append(f"{fault.place}: {fault.message}" if fault.place else fault.message)
            else:
                form.add_error(name if name in form.fields else None, fault.message)

    def shown(self) -> Iterator[tuple[str, list[tuple[Any, str]]]]:
        """For who only reads: headings with labels and texts."""
        if self.form:
            yield "", list(_texts(self.form))
        for rows, formset in zip(self.spec.rows, self.formsets, strict=True):
            for number, form in enumerate(formset.initial_forms, start=1):
                yield f"{str(rows.one).capitalize()} {number}", list(_texts(form))

    def _form(self, data: QueryDict | None) -> PartForm | None:
        return self.spec.form(data, initial=self.saved, case=self.case) if self.spec.form else None

    def _formset(self, rows: Rows, data: QueryDict | None) -> Any:
        made: Any = forms.formset_factory(
            rows.form,
            extra=0,
            can_order=True,
            can_delete=True,
            max_num=ROWS_AT_MOST,
            absolute_max=ROWS_AT_MOST,
        )
        saved = self.saved.get(rows.name, []) if self.spec.form else self.saved
        formset = made(data, initial=saved, prefix=rows.name, form_kwargs={"case": self.case})
        formset.rows = rows
        return formset

    def _plain(self, at: int) -> list[Plain]:
        found: list[Plain] = []
        for form in self.ordered(at):
            taken = [row.get("slug", "") for row in found]
            known = [row.initial.get("slug", "") for row in self.ordered(at) if row.initial]
            found.append(form.named([*taken, *known]) if isinstance(form, SluggedForm) else form.plain())
        return found

    def _field(self, place: str) -> tuple[PartForm | None, str]:
        head, *rest = place.split("/")
        for at, rows in enumerate(self.spec.rows):
            if self.form is None:
                return self._row(at, [head, *rest])
            if head == rows.name:
                return self._row(at, rest)
        return self.form, "_".join([head, *rest[:1]]) if head == "number" else RENAMED.get(head, head)

    def _row(self, at: int, place: list[str]) -> tuple[PartForm | None, str]:
        name, field = (*place, "", "")[:2]
        for number, form in enumerate(self.ordered(at)):
            slug = form.cleaned_data.get("slug") or form.initial.get("slug")
            if name in {str(number), slug}:
                return form, RENAMED.get(field, field)
        return None, ""


def _texts(form: PartForm) -> Iterator[tuple[Any, str]]:
    for bound in form:
        text = bound.field.prepare_value(bound.initial)
        choices = dict(getattr(bound.field, "choices", ()) or ())
        said = ", ".join(text) if isinstance(text, list) else str(choices.get(text, text))
        if bound.name not in ("ORDER", "DELETE") and text not in (None, "", False, []):
            yield bound.label, said


def with_another_row(data: QueryDict, part: str) -> QueryDict:
    """The form as it was sent, with one more row in the list that `_add` names."""
    more = data.copy()
    rows = next((rows for rows in spec_of(part).rows if rows.name == data.get(ADD)), None)
    total = data.get(f"{rows.name}-TOTAL_FORMS", "") if rows else ""
    if rows and total.isdecimal() and int(total[:6]) < ROWS_AT_MOST:
        more[f"{rows.name}-TOTAL_FORMS"] = str(int(total) + 1)
        for name, field in rows.form.base_fields.items():
            if field.initial is not None:
                more[f"{rows.name}-{total}-{name}"] = field.initial
    return more


def anchor(case: Plain, place: str) -> tuple[str, str]:
    """The part that holds a place of the case, and the id of the field there ("" for the page's top)."""
    head, *rest = [piece for piece in place.split("/") if piece] or [""]
    if head == "steps" and rest:
        found = _named(case.get("steps", []), rest[0])
        slug = case["steps"][found]["slug"] if found is not None else rest[0]
        return f"steps/{slug}", _field_id(case["steps"][found] if found is not None else {}, rest[1:])
    if head in editing.LISTS:
        return head, _row_id(head, case.get(head, []), rest)
    return ("head", f"id_{head}") if head in editing.HEAD else ("", "")


def _field_id(step: Plain, place: list[str]) -> str:
    if not place:
        return ""
    if place[0] in ("options", "transitions"):
        return _row_id(place[0], step.get(place[0], []), place[1:])
    return f"id_{'_'.join(place[:2])}" if place[0] == "number" else f"id_{place[0]}"


def _row_id(prefix: str, rows: list[Plain], place: list[str]) -> str:
    at = _named(rows, place[0]) if place else None
    if at is None:
        return f"rows-{prefix}"
    return f"id_{prefix}-{at}-{RENAMED.get(place[1], place[1])}" if len(place) > 1 else f"row-{prefix}-{at}"


def _named(rows: list[Plain], name: str) -> int | None:
    by_slug = next((at for at, row in enumerate(rows) if row.get("slug") == name), None)
    if by_slug is not None:
        return by_slug
    return int(name) if name.isdecimal() and int(name) < len(rows) else None
