"""What lies between the command line and the machine: signals, the terminal, what the environment gives, the disk."""
