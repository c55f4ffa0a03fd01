"""Figures as they leave the dashboard."""
