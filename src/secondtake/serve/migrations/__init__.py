"""How the desk database came to be as it is, step by step (Alembic)."""
