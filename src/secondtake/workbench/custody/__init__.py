"""Outside proof: trusted timestamps, other people's proofs, verification."""
