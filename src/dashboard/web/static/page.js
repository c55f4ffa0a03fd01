// What a page needs in the browser and Streamlit does not do. Served from here: no inline script.

// Streamlit looks for its server under the address of the page first, which writes an error into
// the console. This runs before it.
window.__streamlit = { BACKEND_BASE_URL: new URL(".", document.baseURI).href };

// A page is opened by its bare address, which the server completes a moment later: one step of the
// browser's history, or Back would have to be pressed twice.
const push = history.pushState;
history.pushState = function (state, title, url) {
  const isCompleted = !location.search && new URL(url, location.href).pathname === location.pathname;
  (isCompleted ? this.replaceState : push).call(this, state, title, url);
};

// Charts are drawn for the window as it is now; the server cannot ask how large it is.
document.cookie = `dashboard_window=${innerWidth}x${innerHeight}; path=/; samesite=lax`;

// A chart takes the focus when it is clicked, so that a dialog which the click opens gives it back.
document.addEventListener("pointerdown", (event) => {
  const chart = event.target.closest?.('[data-testid="stPlotlyChart"]');
  if (chart) {
    chart.tabIndex = -1;
    chart.focus({ preventScroll: true });
  }
});

// What the first screen does not need, the other pages do: fetched once the browser has nothing to do.
const LATER = 4000; // milliseconds
addEventListener("load", () =>
  setTimeout(() => {
    for (const link of document.querySelectorAll("link.later")) link.rel = "prefetch";
  }, LATER),
);

// A dialog gives the focus back to what opened it; a row inside a component it does not find.
const dialog = () => document.querySelector('[role="dialog"]');
let opener = null;
const giveBack = (tries) => {
  if (dialog()) {
    if (tries) setTimeout(giveBack, 50, tries - 1);
  } else if (document.activeElement === document.body) {
    opener?.focus({ preventScroll: true });
  }
};
const whenClosed = () => dialog() && setTimeout(giveBack, 50, 200);
document.addEventListener("keydown", (event) => event.key === "Escape" && whenClosed(), true);
document.addEventListener(
  "click",
  (event) => {
    if (!dialog()) opener = event.composedPath()[0].closest?.("a, button, svg.drawn");
    whenClosed();
  },
  true,
);

// The page is in the language of its address; the title changes whenever that does.
new MutationObserver(() => {
  const language = new URLSearchParams(location.search).get("lang");
  if (language) document.documentElement.lang = language;
}).observe(document.querySelector("title"), { childList: true });

// The phone's menu, the button of the pages without room, and those of files are called what the
// style says, whatever the language. Asking for the style makes the browser work it out for the whole
// page: not where there is none of them.
const NAMED = {
  "--bar-menu": '[aria-controls="stSidebar"], #stSidebar',
  "--bar-more": ".rc-overflow-item-rest button",
  "--files": '.stFileUploader input, .stFileUploader button:not([kind="minimal"])',
  "--file-out": ".stFileUploader button[kind=minimal]",
};
const nameMenus = () => {
  for (const [property, parts] of Object.entries(NAMED)) {
    const named = document.querySelectorAll(parts);
    if (!named.length) continue;
    const word = getComputedStyle(document.documentElement).getPropertyValue(property);
    const name = word.replaceAll('"', "").trim();
    for (const part of name ? named : []) {
      if (part.ariaLabel !== name) part.ariaLabel = name;
    }
  }
};
new MutationObserver(nameMenus).observe(document.body, { childList: true, subtree: true });

// What a click on the page Data brings, a preview or what was done, comes into view: it may stand
// under the fold, or far above the button. In a dialog, over whatever page, what was done does.
const BROUGHT = '.st-key-told, [class*="st-key-looked_"]:not([class*="st-key-looked_dialog"])';
const BROUGHT_IN_DIALOG = '[role="dialog"] .st-key-told';
let there = "";
const bringIntoView = () => {
  const isData = location.pathname.endsWith("/data");
  const found = document.querySelector(isData ? BROUGHT : BROUGHT_IN_DIALOG);
  const name = found ? /st-key-\S+/.exec(found.className)[0] : "";
  if (name && name !== there) {
    found.style.scrollMarginTop = "4rem"; // the bar
    const top = found.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight / 2) found.scrollIntoView({ block: "start" });
  }
  there = name;
};
new MutationObserver(bringIntoView).observe(document.body, { childList: true, subtree: true });

// Charts keep the width they were drawn with: paper shows them as they are, as small as it must.
const SHEET = 1030; // pixels between the margins of A4, landscape
addEventListener("beforeprint", () => {
  const drawn = document.querySelector('[data-testid="stMainBlockContainer"] > *')?.clientWidth;
  if (!drawn) return;
  const style = document.documentElement.style;
  style.setProperty("--drawn-width", `${drawn}px`);
  style.setProperty("--paper-zoom", Math.min(1, SHEET / drawn));
});
