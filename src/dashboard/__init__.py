"""How many people social organisations reached: honest ranges, led back to their source."""

__version__ = "0.1.0"
