"""An evidence block for an application, as a Word document."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.table import Table as DocTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from dashboard.charts import LIGHT
from dashboard.exports.answer import Answer
from dashboard.exports.archives import same_each_time
from dashboard.exports.notes import cited, filter_line, notes, proof_lines
from dashboard.exports.paper import TextTable, page_table, records_table
from dashboard.exports.text import LOCALES, one_line
from dashboard.i18n import _, speaking

_FONT = "Calibri"
_LETTERS = 6  # of a table in a centimetre
_LOGO = Cm(1.1)
_PORTRAIT_COLUMNS = 7  # wider tables turn the page
_HEADINGS = {"Title": 20, "Heading 1": 16, "Heading 2": 12.5}  # points
# Size, and space after, in points.
_OWN_STYLES = {"Finding": (13, 6), "Cell": (9.5, 1), "Source": (10, 3), "After table": (4, 4)}


def docx(answer: Answer) -> bytes:
    """Heading, sentence with numbered sources, table, sources, definitions, how to find it."""
    with speaking(answer.language):
        document = Document()
        _dress(document, answer)
        _write(document, answer)
    written = BytesIO()
    document.save(written)
    return same_each_time(written.getvalue())


def _write(document: Doc, answer: Answer) -> None:
    document.add_heading(one_line(answer.title), level=1)
    numbers = ",".join(str(source.number) for source in cited(answer))
    finding = document.add_paragraph(one_line(answer.sentence), style="Finding")
    finding.add_run(numbers).font.superscript = True
    document.add_paragraph(filter_line(answer))
    _add_table(document, page_table(answer))
    records = records_table(answer)
    if records.rows:
        document.add_heading(_("The figures behind"), level=2)
        _add_table(document, records)
    if proven := proof_lines(answer):
        document.add_heading(_("Why surely so many"), level=2)
        for text in proven:
            document.add_paragraph(text, style="List Bullet")
    _write_sources(document, answer)
    if answer.definitions:
        document.add_heading(_("What the words mean"), level=2)
        for definition in answer.definitions:
            document.add_paragraph(one_line(definition), style="List Bullet")
    document.add_heading(_("How to find this figure again"), level=2)
    for heading, text in notes(answer):
        line = document.add_paragraph()
        line.add_run(f"{heading}: ").bold = True
        line.add_run(text)


def _write_sources(document: Doc, answer: Answer) -> None:
    document.add_heading(_("Sources"), level=2)
    for source in cited(answer):
        line = document.add_paragraph(style="Source")
        line.add_run(f"[{source.number}]\t")
        _add_link(line, one_line(source.title), source.address)
        line.add_run(f", {one_line(source.document)}").italic = True
        for at, (where, link) in enumerate(zip(source.locators, source.links, strict=True)):
            line.add_run("; " if at else ": ")
            _add_link(line, one_line(where), link)


def _add_link(line: Paragraph, text: str, address: str) -> None:
    """`text`, which opens the address where there is one."""
    run = line.add_run(text)
    if address:
        link = OxmlElement("w:hyperlink")
        link.set(
            qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        run.underline = True
        run._r.addprevious(link)
        link.append(run._r)


def _add_table(document: Doc, table: TextTable) -> None:
    if not table.rows:
        document.add_paragraph(_("No row matches these filters."))
        return
    drawn = document.add_table(rows=1, cols=len(table.headings))
    _rule(drawn)
    for cell, heading, is_number in zip(
        drawn.rows[0].cells, table.headings, table.is_number, strict=True
    ):
        _fill(cell, heading, is_number, is_bold=True)
    _repeat(drawn)
    for row in table.rows:
        added = drawn.add_row()
        _flag(added, "w:cantSplit")
        for cell, text, is_number in zip(added.cells, row, table.is_number, strict=True):
            _fill(cell, text, is_number)
    _share(drawn, table, document)
    document.add_paragraph(style="After table")


def _share(drawn: DocTable, table: TextTable, document: Doc) -> None:
    """Fixed widths: programs do not agree on how to find them."""
    drawn.autofit = False
    whole = Length(document._block_width)
    letters = round(whole.cm * _LETTERS)
    widths = [Emu(round(share * whole)) for share in table.shares(letters)]
    for at, width in enumerate(widths):
        drawn.columns[at].width = width
    for row in drawn.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _fill(cell: _Cell, text: str, is_number: bool, *, is_bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = "Cell"  # its id: looking it up by name takes most of the time
    paragraph.add_run(text).bold = is_bold or None
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(table: DocTable) -> None:
    """The first row is the header, again on every page."""
    _flag(table.rows[0], "w:cantSplit")
    _flag(table.rows[0], "w:tblHeader")


def _flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _rule(table: DocTable) -> None:
    """Thin lines between rows, nothing else."""
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 4)):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("color", LIGHT.rule[1:])):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _dress(document: Doc, answer: Answer) -> None:
    """Page, styles, language and properties."""
    section = document.sections[0]
    is_wide = len(page_table(answer).headings) > _PORTRAIT_COLUMNS
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if is_wide else (short, long)
    if is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _add_styles(document)
    if answer.logo:
        _add_logo(section, answer)
    locale = LOCALES[answer.language]
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), locale)
    core, made = document.core_properties, datetime.combine(answer.made_on, time(12), UTC)
    core.title, core.subject = one_line(answer.title)[:255], one_line(answer.filters_text)[:255]
    core.language, core.author = locale, one_line(answer.publisher)[:255]
    core.comments = one_line(answer.licence)[:255]
    core.created = core.modified = made


def _add_logo(section: Section, answer: Answer) -> None:
    """The organisation's logo above each page; a screen reader reads its name."""
    section.header_distance = Cm(0.8)
    run = section.header.paragraphs[0].add_run()
    picture = run.add_picture(BytesIO(answer.logo), height=_LOGO)
    if picture.width > 4 * _LOGO:
        picture.height, picture.width = round(4 * _LOGO * picture.height / picture.width), 4 * _LOGO
    picture._inline.docPr.set("descr", one_line(answer.publisher) or _("Logo"))


def _add_styles(document: Doc) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in _HEADINGS.items():
        style = styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(LIGHT.ink[1:])
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = _FONT
    for name, (size, after) in _OWN_STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)
    styles["Cell"].paragraph_format.space_before = Pt(1)
    hanging = styles["Source"].paragraph_format
    hanging.left_indent, hanging.first_line_indent = Cm(0.9), Cm(-0.9)
    hanging.tab_stops.add_tab_stop(Cm(0.9))
