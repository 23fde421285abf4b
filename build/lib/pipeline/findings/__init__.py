"""What the checks share: a judgement, its words, and which findings a person can answer. Pure."""
