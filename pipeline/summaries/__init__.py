"""Pure functions from rows to text: reports, index, change list, data package and generated documentation."""
