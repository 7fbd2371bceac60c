"""Template tags every page may use; none of them knows an app."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The field's control without a placeholder that repeats its label, and marked when its value was refused."""
    attrs: dict[str, str | bool] = {"placeholder": False}
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)
