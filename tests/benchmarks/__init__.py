"""What the site costs beside Django doing the least possible, and what it withstands. Timings stand nowhere else."""
