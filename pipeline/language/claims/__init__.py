"""Read what a claim says, and decide whether a source says it; pure."""
