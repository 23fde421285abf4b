"""Evidence Watch: keeps clinical answers tied to their evidence."""
