"""Benchmarks and the made scenes they run on."""
