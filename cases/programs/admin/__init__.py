"""Programs in the admin: site staff found one with its first director."""
