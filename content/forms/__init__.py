"""Forms over working copies: what a field accepts, and when a form is refused as a whole."""
