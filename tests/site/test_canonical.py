"""The same words always give the same bytes; what no database could give back the same is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npcsite.lib import canonical
from npcsite.lib.canonical import Unclean

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abcdef"), inner),
)


@given(VALUES)
def test_what_is_read_back_encodes_to_the_same_bytes(value):
    text = canonical.encode(value)
    assert canonical.encode(canonical.decode(text)) == text


def test_the_order_of_keys_does_not_count():
    assert canonical.encode({"b": 1, "a": [2]}) == canonical.encode({"a": (2,), "b": 1}) == '{"a":[2],"b":1}'


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a  \n\tb \u00a0", "a\n\tb"),
        ("a\n\n\n", "a"),
        ("\n a", "\n a"),
        ("e\u0301", "\u00e9"),
        ("10⁹/L", "10⁹/L"),
    ],
)
def test_text_is_nfc_with_line_feeds_and_without_trailing_space(typed, kept):
    assert canonical.clean_text(typed) == kept
    assert canonical.decode(canonical.encode({"x": [typed]})) == {"x": [kept]}


@pytest.mark.parametrize("refused", ["\x00", "\x1b", "\x0b", "\x7f", "\x85", "\ud800"], ids=ascii)
def test_control_characters_and_lone_surrogates_are_refused_with_their_place(refused):
    with pytest.raises(Unclean) as caught:
        canonical.encode({"steps": [{"body": "fine"}, {"body": f"a{refused}b"}]})
    assert caught.value.place == "steps/1/body"
    assert f"U+{ord(refused):04X}" in caught.value.message


@pytest.mark.parametrize("refused", [0.1, float("nan"), b"x", {1: "x"}, {1, 2}, Decimal("NaN"), object()])
def test_what_has_no_canonical_form_is_refused(refused):
    with pytest.raises(Unclean):
        canonical.encode({"value": refused})


def test_two_keys_that_become_one_are_refused():
    with pytest.raises(Unclean, match="Two keys"):
        canonical.encode({"e\u0301": 1, "\u00e9": 2})


@pytest.mark.parametrize(("number", "text"), [("1E-7", '"0.0000001"'), ("1.50", '"1.50"'), ("-3", '"-3"')])
def test_decimals_are_strings_and_never_exponents(number, text):
    assert canonical.encode(Decimal(number)) == text


def test_the_digest_is_the_sha256_of_the_bytes():
    assert canonical.digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
