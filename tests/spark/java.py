"""Find a Java for Spark, on a laptop as on CI."""

from __future__ import annotations

import os
import shutil

MISSING = (
    "No Java was found, so Spark was not held against the database. Install one with "
    "`apt-get install openjdk-17-jre-headless`, or name one in the environment variable JAVA_HOME."
)


def is_there() -> bool:
    return bool(shutil.which("java") or os.environ.get("JAVA_HOME"))
