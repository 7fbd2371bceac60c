"""A fault of a scenario: what is wrong, where, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error bars publication; a warning is shown to the author and bars nothing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is stable (see README.md of this folder).

    `place` is a path of slugs, `steps/staging/options/mri/rationale`.
    """

    code: str
    place: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.code} {self.place}: {self.message}"


def errors(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Those that bar publication."""
    return tuple(fault for fault in faults if fault.severity is Severity.ERROR)
