"""FDA labels: which one is meant, what it says, what changed. Pure."""
