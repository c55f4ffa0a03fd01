"""The application around the pages: what happens once a process, and once a request."""
