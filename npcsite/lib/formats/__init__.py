"""How dates and times are written in each language, where Django's own ways are not ours."""
