"""The cast, for these tests."""

from tests.cast import chloe, dora, eddie, lena, otto, quick_passwords, ravi, rita, sam  # noqa: F401
