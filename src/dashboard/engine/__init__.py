"""Who answers the question about the register: the embedded database, or Apache Spark.

Counts leave here exactly as they are. `reach` alone asks, and protects them before anybody reads.
"""

from dashboard.engine.choosing import Engine, engine_of, only_embedded
from dashboard.engine.lost import EngineLost
from dashboard.engine.question import TABLE, Answer, Asked

__all__ = ["TABLE", "Answer", "Asked", "Engine", "EngineLost", "engine_of", "only_embedded"]
