"""What was typed, put into a form again: rows keep their text though the saved rows have other numbers by now."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict

from content.editorial.public import Draft, typed_in
from content.forms.working_copy import LOCK

Row = dict[str, list[str]]


def as_draft_has_it(sent: QueryDict, draft: Draft | None) -> QueryDict:
    """The fields of the draft in place of those that were sent, under the lock they were typed under."""
    data = sent.copy()
    if draft is not None:
        for name, values in typed_in(draft).items():
            data.setlist(name, list(values))
        data[LOCK] = str(draft.seen_lock)
    return data


def with_rows_as_they_are(request: HttpRequest, model_admin: Any, obj: Any) -> QueryDict:
    """Rows that are still there come first, under their present ids; all others count as new."""
    data = request.POST.copy()
    for inline in model_admin.get_inline_instances(request, obj):
        formset = inline.get_formset(request, obj)
        prefix = formset.get_default_prefix()
        total = data.get(f"{prefix}-TOTAL_FORMS", "")
        if total.isdecimal() and len(total) < 5:
            held = formset(instance=obj, queryset=inline.get_queryset(request)).get_queryset()
            rows = _rows(data, prefix, int(total))
            _write(data, prefix, _placed(rows, _names(held, inline.natural_key), inline.natural_key))
    return data


def _names(held: Sequence[Any], natural_key: str) -> dict[str, str]:
    """Present id of each row by the name that stays."""
    return {str(row.serializable_value(natural_key)): str(row.pk) for row in held}


def _rows(data: QueryDict, prefix: str, total: int) -> list[Row]:
    starts = [f"{prefix}-{index}-" for index in range(total)]
    return [
        {name.removeprefix(start): data.pop(name) for name in list(data) if name.startswith(start)}
        for start in starts
    ]


def _placed(rows: Sequence[Row], present: Mapping[str, str], natural_key: str) -> tuple[list[Row], list[Row]]:
    """Rows that are saved already, and those that are not; a row of which only the id was sent is gone with its row."""
    saved: list[Row] = []
    new: list[Row] = []
    ids = set(present.values())
    for row in rows:
        sent = row.get("id", [""])[0]
        name = row.get(natural_key, [""])[0]
        pk = sent if sent in ids else present.get(name, "")
        if pk in ids:
            ids.discard(pk)
            saved.append(row | {"id": [pk]})
        elif name and "DELETE" not in row:
            new.append(row | {"id": [""]})
    return saved, new


def _write(data: QueryDict, prefix: str, placed: tuple[list[Row], list[Row]]) -> None:
    saved, new = placed
    for index, row in enumerate([*saved, *new]):
        for name, values in row.items():
            data.setlist(f"{prefix}-{index}-{name}", values)
    data[f"{prefix}-INITIAL_FORMS"] = str(len(saved))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(saved) + len(new))
