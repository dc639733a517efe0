"""What a session works with: the pool of workers and how progress is told."""
