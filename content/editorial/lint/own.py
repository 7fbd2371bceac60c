"""Whether an address or a name is this site's own: a site that cites itself proves nothing."""

from urllib.parse import urlsplit

from django.conf import settings


def is_own_name(name: str) -> bool:
    return name.strip().casefold() == settings.SITE_NAME.casefold()


def is_own_address(url: str) -> bool:
    """Whether the URL leads to a host this site answers under; a name that begins with a dot covers those below it."""
    try:
        host = (urlsplit(url).hostname or "").casefold().rstrip(".")
    except ValueError:
        return False
    return bool(host) and any(_covers(name.casefold().strip("[]"), host) for name in settings.ALLOWED_HOSTS)


def _covers(name: str, host: str) -> bool:
    return host == name.removeprefix(".") or (name.startswith(".") and host.endswith(name))
