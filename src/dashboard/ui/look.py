"""The one place for CSS: what the theme in `.streamlit/config.toml` cannot say.

Lengths are pixels. `_EDGE` is where content begins, also for what is fixed in the bar.
"""

from __future__ import annotations

BAR, EDGE, WIDEST, GUTTER = 48, 48, 1520, 40
_NAME_LEAST, _NAME_MOST, _LETTER = 60, 212, 7.8  # a letter of the bold name, nearly
_EDGE = f"max({EDGE}px, (100vw - {WIDEST}px) / 2 + {EDGE}px)"
_NARROW, _TOP = "max-width: 640px", 999_991  # above Streamlit's header

_FRAME = f"""
[data-testid="stMainBlockContainer"] {{
  max-width: {WIDEST}px; padding: {BAR + 8}px {EDGE}px 8px; }}
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {{ gap: 0; }}
[data-testid="stMain"] [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {{
  column-gap: {GUTTER}px; }}
.st-key-paper {{ display: none; }}
.st-key-said {{ padding-bottom: 0; gap: 0; }}
.st-key-said [data-testid="stAlert"] {{ margin-bottom: 8px; }}
[class*="st-key-page_"] {{ padding-top: 16px; }}
[class*="st-key-page_"] h1 {{ padding: 0; }}
[class*="st-key-page_"] h2 {{ padding: 6px 0; }}
.st-key-page_overview {{ gap: 0; }}
"""
_BAR = f"""
[data-testid="stHeader"] {{
  height: {BAR}px; min-height: {BAR}px; border-bottom: 1px solid var(--line); }}
[data-testid="stToolbar"] {{ padding-left: calc({_EDGE} + var(--bar-name) + 30px); }}
[data-testid="stTopNavLink"] {{ background: none !important; border-radius: 0; height: {BAR}px; }}
[data-testid="stTopNavLink"][aria-current="page"] {{
  box-shadow: inset 0 -3px 0 var(--accent); }}
.st-key-bar_name, .st-key-bar_tools {{
  position: fixed; top: 0; height: {BAR}px; width: auto; z-index: {_TOP};
  justify-content: center; }}
.st-key-bar_name {{ left: {_EDGE}; width: var(--bar-name); }}
.st-key-bar_name a {{
  padding: 0; background: none !important; }}
.st-key-bar_name a p {{
  font-weight: 650; font-size: 16px;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }}
.st-key-bar_tools {{ right: calc({_EDGE} + 4px); align-items: center; flex-wrap: nowrap; }}
.st-key-bar_tools [role="radio"] {{ min-height: 28px; padding: 0 8px; }}
.st-key-bar_tools [data-testid="stPopoverButton"] div[aria-hidden="true"]:last-child {{
  display: none; }}
"""
_PHONE = f"""@media ({_NARROW}) {{
  [data-testid="stMainBlockContainer"] {{ padding-left: 16px; padding-right: 16px; }}
  [data-testid="stToolbar"] {{ padding-left: 16px; }}
  [data-testid="stMainMenu"] {{ display: none; }}
  [data-testid="stExpandSidebarButton"] {{ width: auto; gap: 6px; }}
  [data-testid="stExpandSidebarButton"] > * {{ display: none; }}
  [data-testid="stExpandSidebarButton"]::before {{
    content: "menu"; font: 20px "Material Symbols Rounded"; }}
  [data-testid="stExpandSidebarButton"]::after {{ content: var(--bar-menu); font-size: 14px; }}
  .st-key-bar_name {{ left: 118px; width: auto; right: 112px; }}
  .st-key-bar_tools {{ right: 16px; }}
  .st-key-bar_tools {{ gap: 0; }}
  .st-key-bar_tools [data-testid="stPopover"] p {{ font-size: 0; }}
  body:has(.st-key-bar_tools [data-testid="stPopover"]) .st-key-bar_name {{ right: 220px; }}
  body:has([data-testid="stSidebar"][data-collapsed="false"]) .st-key-bar_name {{ display: none; }}
}}
"""
# The first screen fills one sheet as it is, made smaller; page.js measures how wide it is drawn.
# Fixed parts would repeat on each sheet.
_PAPER = """@page { size: A4 landscape; margin: 12mm; }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .st-key-bar_name, .st-key-bar_tools,
  [data-testid="stSelectbox"], [data-testid="stPopover"], [data-testid="stButtonGroup"],
  [data-testid="stExpander"], [data-testid="stDownloadButton"], [data-testid="stButton"],
  [data-testid="stDialog"] { display: none !important; }
  .st-key-paper { display: flex; gap: 0; }
  [class*="st-key-page_"] { padding-top: 0; }
  html, body, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static; overflow: visible; height: auto; min-height: 0;
    background: #FFFFFF !important; }
  [data-testid="stMainBlockContainer"] {
    padding: 0; max-width: none; width: var(--drawn-width, 1270px);
    zoom: var(--paper-zoom, 0.8); }
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {
    display: flex !important; flex-wrap: nowrap; }
  [data-testid="stColumn"] { min-width: 0; }
  [data-testid="stPlotlyChart"], tr { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
"""
# Who reads in the dark prints on white: words in black, charts with light and dark exchanged.
_PAPER_OF_DARK = """@media print {
  :root { color-scheme: light; }
  [data-testid="stMainBlockContainer"] * {
    color: #0F1C20 !important; border-color: #D3DADA !important; }
  [data-testid="stPlotlyChart"] { filter: invert(1) hue-rotate(180deg); }
  [data-testid="stBidiComponentIsolated"] {
    --st-text-color: #0F1C20 !important; --st-background-color: #FFFFFF !important;
    --st-link-color: #0B6E6E !important; --st-border-color: #D3DADA !important; }
}
"""


def fits(name: str) -> bool:
    """Whether a name stands in the bar without being cut."""
    return len(name) * _LETTER <= _NAME_MOST


def _name_width(name: str) -> int:
    return round(min(max(len(name) * _LETTER, _NAME_LEAST), _NAME_MOST))


def style(name: str, menu: str, accent: str, line: str, *, is_dark: bool) -> str:
    """The style of every page, for a bar with this name; `menu` is the phone's word for it.

    `accent` and `line`: colours of the reader's theme.
    """
    word = "".join(letter for letter in menu if letter.isalpha())
    own = f'--bar-name: {_name_width(name)}px; --bar-menu: "{word}"; '
    own += f"--accent: {accent}; --line: {line};"
    paper = _PAPER + _PAPER_OF_DARK if is_dark else _PAPER
    return f"<style>:root {{ {own} }}{_FRAME}{_BAR}{_PHONE}{paper}</style>"
