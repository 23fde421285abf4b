"""What a claim says, and whether a source says it; pure."""
