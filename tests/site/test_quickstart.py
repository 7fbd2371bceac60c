"""The first README command, as a stranger runs it: in its own process, with an empty data folder."""

import re
import socket
from pathlib import Path

import pytest

from npcsite.pages.management.commands.quickstart import DEMO_SETTINGS
from npcsite.pages.services.serving import serve
from tests.processes import HOST, free_port, get, manage, start, stop, wait_until_served

PASSWORD = re.compile(r"^\s+(\S+@example\.org)\s+(\S{12,})\s", re.MULTILINE)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("site") / "not" / "there yet"


@pytest.fixture(scope="module")
def first(data):
    """The first run, in a folder that does not exist, whose name has a space."""
    return manage("quickstart", "--no-serve", data=data)


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_first_run_prepares_everything_and_says_each_step(first, data):
    assert first.returncode == 0, first.stdout + first.stderr
    assert [line[:5] for line in first.stdout.splitlines() if line.startswith("[")] == [
        f"[{n}/8]" for n in range(1, 9)
    ]
    assert (data / "npcsite.sqlite3").is_file()
    assert (data / "static" / "staticfiles.json").is_file()


def test_the_secret_key_and_the_folder_are_readable_by_their_owner_alone(first, data):
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
    assert data.stat().st_mode & 0o077 == 0
    assert len((data / "secret_key").read_text().strip()) >= 50


def test_the_demo_people_are_shown_with_a_password_each(first):
    assert len(dict(PASSWORD.findall(first.stdout))) == 6


def test_a_second_run_keeps_key_and_people_and_shows_no_password(first, data):
    key = (data / "secret_key").read_text()
    second = manage("quickstart", "--no-serve", data=data)
    assert second.returncode == 0, second.stderr
    assert not PASSWORD.findall(second.stdout)
    assert "people kept" in second.stdout
    assert (data / "secret_key").read_text() == key


def test_it_serves_with_debug_off_and_no_secure_cookie_even_when_debug_is_asked_for(first, data):
    port = free_port()
    server = start("manage.py", "quickstart", "--port", str(port), data=data, DEBUG="true")
    try:
        wait_until_served(server, port)
        status, page, _ = get(port, "/nowhere/")
        assert status == 404
        assert "There is no such page" in page
        _, _, headers = get(port, "/accounts/login/")
        assert "csrftoken" in headers["Set-Cookie"]
        assert "secure" not in headers["Set-Cookie"].lower()
    finally:
        printed = stop(server)
    assert f"http://127.0.0.1:{port}/" in printed


@pytest.mark.parametrize(
    ("asked", "given", "served"),
    [
        (DEMO_SETTINGS, None, "false"),
        (DEMO_SETTINGS, "true", "true"),
        ({}, None, None),
        ({}, "false", "false"),
    ],
)
def test_only_the_demo_serves_without_a_second_factor_unless_told_otherwise(
    monkeypatch, asked, given, served
):
    environment = {}
    monkeypatch.setattr("os.execve", lambda path, arguments, env: environment.update(env))
    monkeypatch.delenv("REQUIRE_SECOND_FACTOR", raising=False)
    if given:
        monkeypatch.setenv("REQUIRE_SECOND_FACTOR", given)
    serve(8000, Path(), **asked)
    assert environment.get("REQUIRE_SECOND_FACTOR") == served


def test_a_taken_port_gets_a_clear_sentence_before_anything_is_done(taken, tmp_path):
    run = manage("quickstart", "--port", str(taken), data=tmp_path / "data")
    assert run.returncode == 1
    assert f"Port {taken} is taken" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_written_gets_a_clear_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    run = manage("quickstart", "--no-serve", data=tmp_path / "file" / "data")
    assert run.returncode == 1
    assert "data folder cannot be written" in run.stderr
    assert "DATA_DIR" in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_refused(port, tmp_path):
    run = manage("quickstart", f"--port={port}", data=tmp_path / "data")
    assert run.returncode != 0
    assert "is not a port" in run.stderr
    assert not (tmp_path / "data").exists()


def test_without_demo_nobody_is_made(tmp_path):
    run = manage("quickstart", "--no-serve", "--no-demo", data=tmp_path)
    assert run.returncode == 0, run.stderr
    assert not PASSWORD.findall(run.stdout)
    count = manage(
        "shell",
        "-v0",
        "-c",
        "from npcsite.accounts.models import User; print(User.objects.count())",
        data=tmp_path,
    )
    assert count.stdout.strip() == "0"
