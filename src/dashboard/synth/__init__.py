"""Made-up organisations, people and figures, for trying out and for measuring."""
