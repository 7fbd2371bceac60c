"""What is read of the spine: publications, the strip above them, and what may be cited."""
