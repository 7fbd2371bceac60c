"""What a kind has to tell the spine is asked for when the kind is made, not when a reader needs it."""

import pytest

from content.kinds.notices import NoticeKind
from content.kinds.written import WrittenKind

NEEDED = ("lint", "freeze", "thaw", "texts", "cites", "offers", "payload")


def written(*names):
    """A kind with these methods of a real one."""
    return type("Made", (WrittenKind,), {name: vars(NoticeKind)[name] for name in names})


@pytest.mark.parametrize("missing", NEEDED)
def test_a_kind_that_lacks_a_method_cannot_be_made(missing):
    written(*NEEDED)()
    with pytest.raises(TypeError, match=rf"abstract method '?{missing}'?$"):
        written(*(name for name in NEEDED if name != missing))()
