"""A form as a browser would send it: read from the page, changed where a test says so, and posted."""

from html.parser import HTMLParser

from django.urls import reverse

BUTTONS = {"submit", "button", "image", "reset"}


class _Reader(HTMLParser):
    """Collects names and values of the form that has a field named `mark`."""

    def __init__(self, mark: str) -> None:
        super().__init__(convert_charrefs=True)
        self.mark = mark
        self.fields: dict[str, list[str]] = {}
        self.here: dict[str, list[str]] = {}
        self.text: str | None = None
        self.select: tuple[str, list[str], bool] | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self.here = {}
        elif tag == "input" and name and given.get("type") not in BUTTONS | {"file"}:
            ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if ticked:
                nothing = "on" if given.get("type") == "checkbox" else ""
                self.here.setdefault(name, []).append(given.get("value") or nothing)
        elif tag == "textarea":
            self.here[name] = [""]
            self.text = name
        elif tag == "select" and name:
            self.select = (name, [], "multiple" in given)
        elif tag == "option" and self.select and "selected" in given:
            self.select[1].append(given.get("value") or "")

    def handle_data(self, data):
        if self.text is not None:
            self.here[self.text][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text is not None:
            self.here[self.text][0] = self.here[self.text][0].removeprefix("\n").replace("\n", "\r\n")
            self.text = None
        elif tag == "select" and self.select:
            name, values, _multiple = self.select
            if values:
                self.here[name] = values
            self.select = None
        elif tag == "form" and self.mark in self.here:
            self.fields = {name: values for name, values in self.here.items() if "__prefix__" not in name}


def fields_of(html: str, mark: str = "lock_version") -> dict[str, list[str]]:
    reader = _Reader(mark)
    reader.feed(html)
    return reader.fields


def url(obj, page: str = "change") -> str:
    meta = obj._meta
    args = [] if page in ("add", "changelist") else [obj.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def opened(client, address: str, mark: str = "lock_version") -> dict[str, list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    fields = fields_of(answer.content.decode(), mark)
    assert fields, "the page holds no form over a working copy"
    return fields


def sent(client, address: str, fields, **changes):
    """`changes` by field name, dashes written as two underscores; None leaves the field out."""
    data = dict(fields)
    for name, value in changes.items():
        key = name.replace("__", "-")
        if value is None:
            data.pop(key, None)
        else:
            data[key] = value if isinstance(value, list) else [value]
    return client.post(address, data)


def row_of(fields, prefix: str, name: str, value: str) -> str:
    """The beginning of the field names of the row whose `name` has this value: "recommendations-3"."""
    found = [key for key, values in fields.items() if key.startswith(f"{prefix}-") and values == [value]]
    return next(key.removesuffix(f"-{name}") for key in found if key.endswith(f"-{name}"))
