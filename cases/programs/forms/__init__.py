"""The shape of what directors, coordinators and learners send."""
