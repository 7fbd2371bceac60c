"""Readings of the site's state, kept per process for as long as the epoch stands: every editorial act moves it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast

from content.editorial.models import Epoch

KEPT_AT_MOST: Final = 512

T = TypeVar("T")


@dataclass(slots=True)
class _Shelf:
    """Each reading with the epoch it was made in; the one read longest ago makes room."""

    held: OrderedDict[Hashable, tuple[int, Any]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_shelf = _Shelf()


def while_the_epoch_stands(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gave, in one statement when it is kept. Not inside an editorial act, which may yet be undone.

    The key has to name all that the reading depends on beside what editors do.
    """
    now = Epoch.objects.now()
    with _shelf.lock:
        made_in, reading = _shelf.held.get(key, (-1, None))
    if made_in == now:
        return cast("T", reading)
    reading = read()
    with _shelf.lock:
        _shelf.held[key] = (now, reading)
        _shelf.held.move_to_end(key)
        while len(_shelf.held) > KEPT_AT_MOST:
            _shelf.held.popitem(last=False)
    return reading


def forget_readings() -> None:
    """Empties this process's memory: after a restore, and between tests, an epoch may name another state."""
    with _shelf.lock:
        _shelf.held.clear()
