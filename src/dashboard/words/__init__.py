"""The words of the dashboard: ranges and costs, the glossary, the labels of lists of values."""
