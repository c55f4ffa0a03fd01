"""Hypothesis: a short run by default, `HYPOTHESIS_PROFILE=long` for a thorough one."""

import os

from hypothesis import settings

settings.register_profile("short", max_examples=300, deadline=None)
settings.register_profile("long", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
