"""VIEWS: what each section of the page shows, worked out from the report's records."""
