"""Guarding: what reads bytes from outside does so in a process with limits, and says what broke."""
