"""The authenticator app on a person's phone: RFC 6238 by itself, so that it can disagree with the site."""

import base64
import hashlib
import hmac
import time

STEP_SECONDS = 30
# The site takes the code of the running step only; one shown in its last seconds may arrive too late on a slow machine.
SECONDS_TO_TYPE = 5


def code_for(secret: str, *, steps: int = 0) -> str:
    """The six digits of now, or of so many steps later; like a person, it waits for the next when these run out."""
    left = STEP_SECONDS - time.time() % STEP_SECONDS
    if left < SECONDS_TO_TYPE:
        time.sleep(left)
    counter = int(time.time()) // STEP_SECONDS + steps
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8), hashlib.sha1)
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def wrong_code(secret: str) -> str:
    """No code of the last or the next minute."""
    near = {code_for(secret, steps=steps) for steps in range(-2, 3)}
    return next(code for code in (f"{number:06}" for number in range(6)) if code not in near)
