"""Pages of the workflow below the admin's address: a review, “reviewed, no change”, and what a reviewer has said."""
