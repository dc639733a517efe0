"""Takes: two shots described, measured against each other, scored and told."""
