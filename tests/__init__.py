"""What letterlint does for its users."""
