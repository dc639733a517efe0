"""How well evidence is kept: flipped bytes, killed runs, the speed of verify."""
