"""Pages for people, each one HTML file without scripts."""
