"""What people approved, and what became of it. Pure."""
