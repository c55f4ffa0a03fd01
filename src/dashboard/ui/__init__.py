"""What pages are made of: the shell, the filter bar, cards, charts with their tables."""
