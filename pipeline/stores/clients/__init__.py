"""One client for each outside service. All connect through `stores/web.py`."""
