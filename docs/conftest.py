"""What builds the site needs the extra `docs`, which the tests do not."""

collect_ignore = ["_extensions", "_pages", "conf.py"]
