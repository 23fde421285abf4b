"""Tables as classes, closed word lists with their authority, identifiers and dates. Imports nothing but `errors`."""
