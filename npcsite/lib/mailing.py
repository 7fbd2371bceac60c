"""Mail to many, one by one: one that cannot be sent stops nobody else's, and is tried again the next time."""

import logging
from collections.abc import Callable, Iterable
from smtplib import SMTPException
from typing import Final, NamedTuple, TypeVar

# So many in a row, and the mail server is taken to be away: each further one would wait for it in vain.
GIVING_UP: Final = 3

log = logging.getLogger(__name__)
T = TypeVar("T")


class Mailed(NamedTuple):
    """How many mails went out, and how many are still due because they could not be sent."""

    sent: int = 0
    failed: int = 0


def mail_each(due: Iterable[T], send: Callable[[T], bool]) -> Mailed:
    """`send` says whether there was a mail to send; it writes nothing when it raises."""
    sent = failed = in_a_row = 0
    for one in due:
        if in_a_row == GIVING_UP:
            failed += 1
            continue
        try:
            sent += send(one)
            in_a_row = 0
        except (SMTPException, OSError) as why:
            # What a server answers may hold an address.
            log.error("A mail could not be sent: %s", type(why).__name__)
            failed, in_a_row = failed + 1, in_a_row + 1
    return Mailed(sent, failed)
