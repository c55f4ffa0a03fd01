"""The one place for CSS: what the theme in `.streamlit/config.toml` cannot say.

Lengths are pixels. `_EDGE` is where content begins, also for what is fixed in the bar.
"""

from __future__ import annotations

from collections.abc import Mapping

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
.paper {{ display: none; font-size: 14px; line-height: 22px; padding-bottom: 8px; }}
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
[data-testid="stStatusWidget"] {{ position: fixed; top: {BAR + 4}px; right: 8px; }}
[data-testid="stStatusWidget"] button {{ display: none; }}
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
# In a window narrower than a laptop's the pages that find no room fold into the framework's "more".
_NARROWER = f"""@media (min-width: 641px) and (max-width: 1240px) {{
  [data-testid="stTopNav"] {{ max-width: calc(100vw - var(--bar-name) - {2 * EDGE + 290}px); }}
  .st-key-bar_tools [data-testid="stPopover"] p {{ font-size: 0; }}
}}
.rc-overflow-item-rest [data-testid="stTopNavSection"] p {{ font-size: 0; }}
.rc-overflow-item-rest [data-testid="stTopNavSection"] p::after {{
  content: var(--bar-more); font-size: 16px; }}
"""
# A narrow window has the box in a line of its own; fields look alike; paper has the sentence.
_FILTERS = """
.st-key-filters .stSelectbox [role="group"] { background: var(--st-background-color); }
.st-key-filter_years button { justify-content: flex-start; white-space: nowrap; }
.stSelectbox input { text-overflow: ellipsis; }
.st-key-clear { white-space: nowrap; }
@media (max-width: 900px) {
  .st-key-filters { flex-wrap: wrap; }
  .st-key-filters .st-key-filter_box { flex-basis: calc(100% - 8rem); }
}
@media print { .st-key-filters { display: none !important; } }
"""
# Light letters on the light accent of the dark theme would be told apart by nobody.
_DARK = """
[data-testid^="stBaseButton-primary"], [data-testid^="stBaseButton-primary"] p {
  color: #11191C; }
"""
# A button whose file is being made cannot be pressed, turns a wheel, and says so; one that takes
# something in says so while it does.
_MAKING = """
[data-testid="stDownloadButton"]:has(button:disabled)::after,
[data-test-script-state="running"] [class*="st-key-accept_"]:has(button:focus)::after {
  content: var(--making); display: block; font-size: 13px; line-height: 20px; opacity: .8; }
[data-test-script-state="running"] [class*="st-key-accept_"]:has(button:focus)::after {
  content: var(--taking); }
"""
# What a page says around its charts.
_WORDS = """
.finding h1 { font-size: 30px; line-height: 36px; font-weight: 700; margin: 0; padding: 0;
  letter-spacing: -0.2px; }
.finding.s26 h1 { font-size: 26px; line-height: 34px; }
.finding.s22 h1 { font-size: 22px; line-height: 30px; }
.finding p { font-size: 17px; line-height: 24px; margin: 2px 0 0; }
.small { display: block; font-size: 14px; line-height: 20px; opacity: .72; }
.head { display: flex; align-items: baseline; gap: 14px; }
[class*="st-key-head_"], .chart-head {
  border-top: 1px solid #8885; padding-top: 6px; min-height: 36px; }
.chart-head .head { padding: 5px 0; }
[class*="st-key-head_"] button, [class*="st-key-small_"] button { min-height: 24px;
  padding: 0 2px; }
[class*="st-key-head_"] button p, [class*="st-key-small_"] button p { font-size: 13px; }
[class*="st-key-small_"] { gap: 0 12px; min-height: 28px; margin-bottom: 6px; }
[class*="st-key-small_"] button p, [class*="st-key-head_"] button p {
  color: var(--accent, inherit); }
[class*="st-key-head_"] { flex-wrap: nowrap !important; }
[class*="st-key-small_"] [data-testid="stPopoverButton"] div[aria-hidden="true"] {
  display: none; }
.st-key-switches { margin: -8px 0 -6px; }
.st-key-first_screen, .st-key-first_screen [data-testid="stColumn"] > div { gap: 0; }
.head h2 { font-size: 16px; font-weight: 650; line-height: 20px; margin: 0; padding: 0;
  margin-right: auto; }
.head span { font-size: 13px; white-space: nowrap;
  color: color-mix(in srgb, currentColor 80%, transparent); }
.under { font-size: 13px; line-height: 18px; opacity: .8; }
.head i { display: inline-block; width: 10px; height: 10px; margin-right: 5px; }
@media (max-width: 640px) {
  .finding h1, .finding.s26 h1, .finding.s22 h1 { font-size: 24px; line-height: 30px; }
  .finding p { font-size: 16px; line-height: 22px; }
  .head { flex-wrap: wrap; gap: 2px 14px; }
  .head h2 { flex: 1 0 100%; }
}
"""
# The preview is a sheet of paper, in the dark too.
_TABLES = """
.st-key-preview {padding: 1rem; background: #FFFFFF; border-radius: 0.5rem;
  outline: 1px solid color-mix(in srgb, currentColor 16%, transparent)}
.rows {width: 100%; border-collapse: collapse; font-size: 0.875rem; line-height: 1.35;
  --quiet: color-mix(in srgb, currentColor 72%, transparent);
  --rule: color-mix(in srgb, currentColor 16%, transparent)}
.rows th {text-align: left; vertical-align: bottom; font-weight: 600; color: var(--quiet);
  padding: 0.25rem 1rem 0.25rem 0; border: 0; border-bottom: 1px solid var(--quiet)}
.rows td {vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; overflow-wrap: anywhere;
  border: 0; border-bottom: 1px solid var(--rule)}
.rows .number {text-align: right; overflow-wrap: normal; font-variant-numeric: tabular-nums}
.rows .bound {white-space: nowrap}
.rows small {font-size: 0.75rem; color: var(--quiet)}
.rows a {color: inherit; text-decoration: underline; text-underline-offset: 0.2em}
.rows tr {break-inside: avoid}
.rows .group th {color: inherit; padding-top: 0.9rem; border-bottom-color: var(--rule)}
.rows details {font-size: 0.75rem; color: var(--quiet)}
.rows summary {cursor: pointer; width: max-content}
.rows .track {display: block; position: relative; height: 0.75rem; min-width: 8rem;
  margin: 0.2rem 0; background: var(--rule)}
.rows .track i, .rows .track u, .rows .track s {position: absolute; top: 0; bottom: 0}
.rows .track i {left: 0; background: #1F7F7E}
.rows .track u {top: -0.2rem; bottom: -0.2rem; width: 3px; margin-left: -1.5px;
  background: currentColor}
.rows .track s {top: 0.25rem; bottom: 0.25rem; width: 2px; background: currentColor}
@media screen and (max-width: 640px) {
  .rows, .rows tbody, .rows tr {display: block}
  .rows thead {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)}
  .rows tr {padding: 0.6rem 0; border-bottom: 1px solid var(--rule)}
  .rows td, .rows .number {display: flex; gap: 1rem; padding: 0.1rem 0; border: 0; text-align: left}
  .rows td::before {content: attr(data-label); flex: 0 0 7.5rem; color: var(--quiet)}
  .rows .group th {border: 0}
  .rows td:first-child {font-weight: 600}
  .rows td:first-child::before, .rows td:has(> div:empty) {display: none}
}
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
  [class*="st-key-page_"] [role="radiogroup"] {{
    width: 100%; overflow: visible; mask-image: none; }}
  [class*="st-key-page_"] [role="radio"] {{
    flex: 0 1 auto; min-width: 0; height: auto; min-height: 44px; padding: 4px 10px; }}
  [class*="st-key-page_"] [role="radio"] * {{ white-space: normal; }}
  [class*="st-key-page_"] [role="radio"] p {{ font-size: 13px; line-height: 16px; }}
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
  [data-testid="stTextInput"], [data-testid="stCheckbox"], [data-testid="stPagination"],
  [data-testid="stDialog"] { display: none !important; }
  .paper { display: block; }
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
  .rows:not(:has(tr:nth-child(8))) { break-inside: avoid; }  /* longer ones must be cut */
  h1, h2, h3, [data-testid="stCaptionContainer"] { break-after: avoid; }
}
"""
# Who reads in the dark prints on white: words in black, charts with light and dark exchanged.
_PAPER_OF_DARK = """@media print {
  :root { color-scheme: light; }
  [data-testid="stMainBlockContainer"] *:not(.reach *) {
    color: #0F1C20 !important; border-color: #D3DADA !important; }
  [data-testid="stPlotlyChart"]:not(.drawn), .head i { filter: invert(1) hue-rotate(180deg); }
  .st-key-preview [data-testid="stPlotlyChart"] { filter: none; }
  [data-testid="stCode"] *, [data-testid="stMetricDelta"] { background: #FFFFFF !important; }
  [data-testid="stBidiComponentIsolated"], [data-testid="stBidiComponentRegular"] {
    --st-text-color: #0F1C20 !important; --st-background-color: #FFFFFF !important;
    --st-link-color: #0B6E6E !important; --st-border-color: #D3DADA !important; }
}
"""


def fits(name: str) -> bool:
    """Whether a name stands in the bar without being cut."""
    return len(name) * _LETTER <= _NAME_MOST


def _name_width(name: str) -> int:
    return round(min(max(len(name) * _LETTER, _NAME_LEAST), _NAME_MOST))


def _letters(words: str) -> str:
    """Words that end no string of CSS."""
    return "".join(letter for letter in words if letter.isalpha() or letter in " …")


def style(name: str, words: Mapping[str, str], accent: str, line: str, *, is_dark: bool) -> str:
    """The style of every page, for a bar with this name.

    `words` that it writes, or says for `page.js` to write: of the phone's menu, of the pages that
    find no room in the bar, of a file that is being made, of files to load. `accent` and `line`:
    colours of the reader's theme.
    """
    own = f"--bar-name: {_name_width(name)}px; "
    own += "".join(f'--{key}: "{_letters(said)}"; ' for key, said in words.items())
    own += f"--accent: {accent}; --line: {line};"
    paper = _DARK + _PAPER + _PAPER_OF_DARK if is_dark else _PAPER
    every = _FRAME + _BAR + _NARROWER + _FILTERS + _MAKING + _WORDS + _TABLES + _PHONE + paper
    return f"<style>:root {{ {own} }}{every}</style>"


def style_alone(accent: str, *, is_dark: bool) -> str:
    """The style of a page without the frame, as it stands in a page of somebody else's."""
    every = _WORDS + _TABLES + (_DARK if is_dark else "")
    return f"<style>:root {{ --accent: {accent}; }}{every}</style>"
