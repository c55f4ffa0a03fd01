"""`dashboard bench`: how quick the dashboard is beside what a good user writes, as ratios.

The reference apps are in `bench/` at the root of the repository. What each row means is in
docs/performance.md.
"""
