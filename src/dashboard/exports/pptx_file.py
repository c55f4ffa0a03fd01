"""One slide: the finding as its title, a chart to edit, filters and sources, and speaker notes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Length, Pt

from dashboard.charts import LIGHT
from dashboard.charts.rows import certain_word
from dashboard.exports.answer import Answer
from dashboard.exports.archives import same_each_time
from dashboard.exports.notes import filter_line, proof_lines, source_sentence
from dashboard.exports.paper import (
    Bar,
    TextTable,
    axis_end,
    bars,
    line_words,
    page_table,
    told_alone,
)
from dashboard.exports.pptx_lines import add_lines
from dashboard.exports.sentence import citation, finding, found_again
from dashboard.exports.text import LOCALES, one_line, shortened
from dashboard.i18n import _, ngettext, speaking

_WIDE, _TALL = 1280, 720  # the slide; all places are in its pixels
_LEFT, _ACROSS = 60, 1160
_LOGO = (180, 52)
_TITLE_ONLY = 5  # layout of the default template
_MOST_BARS, _MOST_ROWS, _MOST_COLUMNS = 10, 7, 5
_LABEL, _TITLE, _LONG_TITLE, _LINE, _SOURCES = 60, 150, 280, 240, 220  # letters there is room for
_BEYOND = 3  # the first column of the chart's workbook with the lengths of the lines
_LETTERS = 150  # of a table's line on the slide
_INK, _MUTED = LIGHT.ink, LIGHT.muted


class _Numbers(CategoryChartData):
    """The numbers of a chart, whose workbook says the day of the export and not this second.

    `beyond`: how far the line of each bar goes on, to a cap and to an arrow.
    """

    made = datetime.min
    beyond: tuple[list[int], list[int]] = ([], [])

    @property
    def xlsx_blob(self) -> bytes:
        written = BytesIO()
        writer: Any = self._workbook_writer
        with writer._open_worksheet(written) as (book, sheet):
            book.set_properties({"created": self.made})
            writer._populate_worksheet(book, sheet)
            for column, lengths in enumerate(self.beyond, start=_BEYOND):
                sheet.write_column(1, column, [length or None for length in lengths])
        return written.getvalue()


def pptx(answer: Answer) -> bytes:
    """The slide; without a chart it shows the first rows as a table."""
    with speaking(answer.language):
        show = Presentation()
        show.slide_width, show.slide_height = _px(_WIDE), _px(_TALL)
        slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
        _write(slide, answer)
        slide.notes_slide.notes_text_frame.text = _speaker_notes(answer)
        _set_language(slide, answer)
        _set_properties(show, answer)
    written = BytesIO()
    show.save(written)
    return same_each_time(written.getvalue())


def _write(slide: Any, answer: Answer) -> None:
    _place(slide.shapes.title, 36, 84)
    most, size = (_LONG_TITLE, 20) if answer.caveat else (_TITLE, 28)
    _say(
        slide.shapes.title.text_frame,
        shortened(one_line(answer.sentence), most),
        size,
        _INK,
        is_bold=True,
    )
    about = f"{one_line(answer.title)} · {filter_line(answer)}"
    _add_text(slide, shortened(about, _LINE), 122, 44, 16)
    told = told_alone(answer)
    drawn = bars(told, _MOST_BARS)
    if drawn:
        _add_chart(slide, drawn, answer)
    else:
        _add_table(slide, page_table(answer))
    left_out = len(told.rows) - (_MOST_BARS if drawn else _MOST_ROWS)
    if left_out > 0:
        text = ngettext("and {n} more row", "and {n} more rows", left_out)
        _add_text(slide, text, 612, 24, 12)
    # Cut sources and filters stand in full in the speaker notes.
    room = _add_logo(slide, answer) if answer.logo else _ACROSS
    _add_text(slide, source_sentence(answer, _SOURCES), 640, 56, 12, room)


def _add_logo(slide: Any, answer: Answer) -> float:
    """The organisation's logo at the foot; returns how far the sources may go beside it."""
    wide, tall = _LOGO
    logo = slide.shapes.add_picture(BytesIO(answer.logo), 0, 0)
    scale = min(_px(wide) / logo.width, _px(tall) / logo.height)
    logo.width, logo.height = round(logo.width * scale), round(logo.height * scale)
    logo.left, logo.top = _px(_LEFT + _ACROSS) - logo.width, _px(640 + tall) - logo.height
    logo._element.nvPicPr.cNvPr.set("descr", one_line(answer.publisher) or _("Logo"))
    return _ACROSS - wide - 20


def _add_chart(slide: Any, drawn: list[Bar], answer: Answer) -> None:
    """Native bars: double-click opens their numbers."""
    data: Any = _Numbers(number_format="#,##0")  # type: ignore[no-untyped-call]
    data.made = _made(answer)
    data.categories = [_label(bar) for bar in drawn]
    data.beyond = [bar.to_cap for bar in drawn], [bar.to_arrow for bar in drawn]
    for name in (certain_word(), line_words(drawn)):
        data.add_series(name, [bar.surely for bar in drawn])
    box = [_px(_LEFT), _px(170), _px(_ACROSS), _px(440)]
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    frame.name = one_line(answer.title)[:200]
    described = "; ".join(f"{bar.label}: {bar.text}" for bar in drawn)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{frame.name}. {described}")
    _dress(frame.chart, drawn)


def _dress(chart: Chart, drawn: list[Bar]) -> None:
    plot: Any = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    certain, beyond = plot.series
    certain.format.fill.solid()
    certain.format.fill.fore_color.rgb = _rgb(LIGHT.supported.solid)
    beyond.format.fill.background()
    add_lines(certain, [bar.to_cap for bar in drawn], _BEYOND)
    add_lines(beyond, [bar.to_arrow for bar in drawn], _BEYOND + 1, is_arrow=True)
    chart.has_title = False
    chart.has_legend = True
    legend: Any = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    legend.font.size, legend.font.color.rgb = Pt(13), _rgb(_MUTED)
    names: Any = chart.category_axis
    names.reverse_order, names.major_tick_mark = True, XL_TICK_MARK.NONE
    names.tick_labels.font.size = Pt(14 if len(drawn) <= 7 else 12)
    names.tick_labels.font.color.rgb = _rgb(_INK)
    names.format.line.color.rgb = _rgb(LIGHT.rule)
    values: Any = chart.value_axis
    values.has_major_gridlines, values.visible = False, False
    values.minimum_scale, values.maximum_scale = 0, axis_end(drawn)
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _label(bar: Bar) -> str:
    """The name, cut where the slide has no room, and the people in words."""
    return f"{shortened(bar.label, _LABEL)}: {bar.text}"


def _add_table(slide: Any, table: TextTable) -> None:
    columns, rows = min(len(table.headings), _MOST_COLUMNS), table.rows[:_MOST_ROWS]
    if not rows:
        _add_text(slide, _("No row matches these filters."), 300, 40, 20)
        return
    cut = [[shortened(text.partition("\n")[0], _LABEL) for text in row[:columns]] for row in rows]
    shown = TextTable(table.headings[:columns], table.is_number[:columns], cut)
    box = [_px(_LEFT), _px(176), _px(_ACROSS), _px(40 * (len(rows) + 1))]
    drawn = slide.shapes.add_table(len(rows) + 1, columns, *box).table
    for at, share in enumerate(shown.shares(_LETTERS)):
        drawn.columns[at].width = Emu(round(share * _px(_ACROSS)))
    for row, texts in enumerate([shown.headings, *shown.rows]):
        for at, text in enumerate(texts):
            _fill(drawn.cell(row, at), text, shown.is_number[at], is_header=row == 0)


def _fill(cell: Any, text: str, is_number: bool, *, is_header: bool) -> None:
    ink, paper = ("#FFFFFF", LIGHT.supported.solid) if is_header else (_INK, "#FFFFFF")
    _say(cell.text_frame, one_line(text), 13, ink, is_bold=is_header)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(paper)
    if is_number:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _add_text(
    slide: Any, text: str, top: int, height: int, size: int, room: float = _ACROSS
) -> None:
    box = slide.shapes.add_textbox(_px(_LEFT), _px(top), _px(room), _px(height))
    _say(box.text_frame, text, size, _MUTED)
    box.text_frame.margin_left = 0


def _say(frame: Any, text: str, size: float, colour: str, *, is_bold: bool = False) -> None:
    frame.word_wrap = True
    frame.text = text
    line = frame.paragraphs[0]
    line.alignment = PP_ALIGN.LEFT
    line.font.size, line.font.bold, line.font.color.rgb = Pt(size), is_bold, _rgb(colour)


def _place(shape: Any, top: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        _px(_LEFT),
        _px(top),
        _px(_ACROSS),
        _px(height),
    )
    shape.text_frame.margin_left = 0
    shape.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def _speaker_notes(answer: Answer) -> str:
    proven = proof_lines(answer)
    why = [_("Why surely so many"), *proven] if proven else []
    parts = [finding(answer), *why, *answer.definitions, citation(answer), found_again(answer)]
    return "\n".join(one_line(part) for part in parts if part)


def _set_language(slide: Any, answer: Answer) -> None:
    """Every run says its language, or the spelling checker takes it for the reader's."""
    for part in (slide, slide.notes_slide):
        for run in part._element.iter("{*}rPr", "{*}endParaRPr", "{*}defRPr"):
            run.set("lang", LOCALES[answer.language])


def _set_properties(show: Any, answer: Answer) -> None:
    core = show.core_properties
    core.title, core.subject = one_line(answer.title)[:255], one_line(answer.filters_text)[:255]
    core.language, core.author = LOCALES[answer.language], one_line(answer.publisher)[:255]
    core.comments = one_line(answer.licence)[:255]
    core.created = core.modified = _made(answer)


def _made(answer: Answer) -> datetime:
    return datetime.combine(answer.made_on, time(12), UTC).replace(tzinfo=None)


def _px(pixels: float) -> Length:
    return Emu(round(pixels * 9525))


def _rgb(colour: str) -> RGBColor:
    red, green, blue = bytes.fromhex(colour[1:])
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
