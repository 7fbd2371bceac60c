"""The pages of what we teach: the texts, how they came to be, and what was said of them."""
