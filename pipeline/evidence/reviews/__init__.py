"""What people approved, and whether it still stands. Pure."""
