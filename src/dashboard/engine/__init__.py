"""Who answers the question about the register: the embedded database, or Apache Spark.

Counts leave here exactly as they are. `reach` alone asks, and protects them before anybody reads.
"""

from dashboard.engine.choosing import Choice, Engine, begin, chosen, only_embedded
from dashboard.engine.lost import EngineLost
from dashboard.engine.question import CLASS_ROWS, CLASSES, COLUMN_OF, Answer, Asked, Count

__all__ = [
    "CLASSES",
    "CLASS_ROWS",
    "COLUMN_OF",
    "Answer",
    "Asked",
    "Choice",
    "Count",
    "Engine",
    "EngineLost",
    "begin",
    "chosen",
    "only_embedded",
]
