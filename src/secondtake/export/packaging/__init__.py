"""Packages that archives take in: BagIt and RO-Crate."""
