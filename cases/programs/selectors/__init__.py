"""What each page of a program shows, as frozen values."""
