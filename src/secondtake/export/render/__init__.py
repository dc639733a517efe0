"""How numbers and pictures are shown on pages."""
