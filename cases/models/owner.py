"""Whose attempts a visitor may see: a person's own, and those of the guest this browser has been."""

from dataclasses import dataclass

# Kept in the session's data: the session's key changes at sign-in, its data stays.
SESSION_KEY = "cases_guest_token"
# Beside it, signed: a sign-in whose answer is lost leaves the browser with a key that the site knows no more.
COOKIE, SALT = "guest_attempts", "cases.guest"


@dataclass(frozen=True, slots=True)
class Owner:
    """A signed-in person, a guest with a token, both just after a sign-in, or nobody yet."""

    user_id: int | None = None
    token: str = ""

    @property
    def is_nobody(self) -> bool:
        return self.user_id is None and not self.token
