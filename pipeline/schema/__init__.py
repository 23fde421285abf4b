"""Tables as classes, closed word lists with their authorities, identifiers and dates. Imports only `errors`."""
