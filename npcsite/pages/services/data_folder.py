"""The one folder the running site writes to, and the secret key kept there so that sessions survive a restart."""

import tempfile
from pathlib import Path


class UnwritableFolder(Exception):
    """The folder cannot be made or written; the text says which and why."""


def prepare_folder(folder: Path) -> None:
    """Readable by its owner alone: attempts and addresses lie in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UnwritableFolder(f"{folder}: {error.strerror or error}") from error


def keep_secret_key(folder: Path, key: str) -> bool:
    """True when the key was written now; one that is there is never replaced, or every session would end."""
    file = folder / "secret_key"
    if file.exists():
        return False
    file.touch(mode=0o600)
    file.write_text(key + "\n", encoding="utf-8")
    return True
