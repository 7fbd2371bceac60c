"""What changes in the spine: library texts are published, renderings replaced, edits noted."""
