"""Made scenes: small films of drawn people in drawn places, with known truth."""
