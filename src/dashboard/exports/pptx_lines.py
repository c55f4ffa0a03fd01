"""The thin line of a bar on a slide, from its certain to its possible end: an error bar.

The library has none, so this is their XML.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from dashboard.charts import LIGHT

_WIDE = 15875  # of the line: 1.25 points in English Metric Units
_AFTER = ("c:trendline", "c:dLbls", "c:dPt", "c:pictureOptions", "c:invertIfNegative", "c:spPr")


def add_lines(series: Any, lengths: Sequence[int], column: int, *, is_arrow: bool = False) -> None:
    """Give each bar of `series` a line beyond its end, with a cap or an arrow.

    `lengths` stand in the chart's workbook, in the column counted from 0, under its heading.
    """
    letter = chr(ord("A") + column)
    points = "".join(f'<c:pt idx="{at}"><c:v>{n}</c:v></c:pt>' for at, n in enumerate(lengths) if n)
    cells = f"Sheet1!${letter}$2:${letter}${len(lengths) + 1}"
    end = '<a:tailEnd type="triangle"/>' if is_arrow else ""
    xml = f"""<c:errBars {nsdecls("c", "a")}>
      <c:errBarType val="plus"/><c:errValType val="cust"/><c:noEndCap val="{int(is_arrow)}"/>
      <c:plus><c:numRef><c:f>{cells}</c:f><c:numCache><c:formatCode>General</c:formatCode>
        <c:ptCount val="{len(lengths)}"/>{points}</c:numCache></c:numRef></c:plus>
      <c:minus><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="1"/>
        <c:pt idx="0"><c:v>0</c:v></c:pt></c:numLit></c:minus>
      <c:spPr><a:ln w="{_WIDE}"><a:solidFill><a:srgbClr val="{LIGHT.muted[1:]}"/></a:solidFill>
        {end}</a:ln></c:spPr>
    </c:errBars>"""
    of_series = series._element
    before = next(
        of_series.find(qn(name)) for name in _AFTER if of_series.find(qn(name)) is not None
    )
    before.addnext(parse_xml(xml))
