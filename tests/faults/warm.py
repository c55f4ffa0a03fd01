"""What a process that reads foreign bytes would import; imported, it is there for all of them."""

import charset_normalizer
import lxml.etree  # type: ignore[import-untyped]
import pyarrow.parquet
import python_calamine

from dashboard.intake import columns_parsing, iati_parsing

__all__ = ["charset_normalizer", "columns_parsing", "iati_parsing", "lxml", "pyarrow",
           "python_calamine"]  # fmt: skip
