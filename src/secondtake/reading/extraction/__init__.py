"""Pages: bytes in, an article with its furniture out."""
