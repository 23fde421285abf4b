"""One file per evidence source: what to ask and how to read the answer; and the readers of files that people write."""
