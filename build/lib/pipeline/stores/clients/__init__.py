"""One client for each outside service, all through `stores/web.py`."""
