"""The border between the command line and the machine: signals, terminal, environment variables and disk errors."""
