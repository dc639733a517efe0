"""What leaves a case: bundles and exports, and a bundle opened again."""
