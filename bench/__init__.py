"""How quick the dashboard is beside what a good user writes, as ratios: `python -m bench`.

The reference apps are in `bench/apps/`. What each row means is in docs/performance.md. No reader
installs this folder, and the dashboard does not know it.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
