"""A kept page is asked of the database in one round trip, and survives a database that was started again."""

import psycopg
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from content.editorial.models import Document
from content.services.load_library import load_library

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite has no connection to lose; this run is on SQLite"
    ),
]


@pytest.fixture
def article(client):
    """Its address; asked for once, so that the page is kept, on a connection that outlives its request."""
    load_library(at=timezone.now())
    connection.settings_dict["CONN_MAX_AGE"] = None
    address = reverse("content:article", args=[Document.objects.get(kind="article").slug])
    assert client.get(address).status_code == 200
    yield address
    connection.close()


def ask_as_a_server_does(client, address):
    """The test client alone keeps its connection as it is; a request of a server looks at it first."""
    connection.close_if_unusable_or_obsolete()
    return client.get(address)


def end_the_connection():
    pid = connection.connection.info.backend_pid
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_kept_page_is_there_when_the_database_has_closed_the_connection(client, article):
    end_the_connection()
    assert ask_as_a_server_does(client, article).status_code == 200


def test_a_page_of_many_statements_is_there_too(client, article):
    end_the_connection()
    assert ask_as_a_server_does(client, reverse("home")).status_code == 200


def test_a_kept_page_sends_the_database_one_statement_and_nothing_beside_it(client, article, tmp_path):
    connection.close_if_unusable_or_obsolete()
    with (tmp_path / "wire").open("w") as wire:
        connection.connection.pgconn.trace(wire.fileno())
        client.get(article)
        connection.connection.pgconn.untrace()
    sent = [line for line in (tmp_path / "wire").read_text().splitlines() if "\tF\t" in line]
    assert [line for line in sent if "Query" in line or "Parse" in line] == [
        line for line in sent if "editorial_epoch" in line
    ]
    assert len([line for line in sent if "editorial_epoch" in line]) == 1
