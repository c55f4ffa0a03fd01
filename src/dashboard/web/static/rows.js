// A click is told to the server as the row's name; with a key held it is a link like any other.
// What a mark tells stands beside the pointer, as far inside the window as it fits.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root"), tip = parentElement.querySelector(".tip");
  root.innerHTML = data.html;
  tip.hidden = true;
  root.onclick = (event) => {
    const link = event.target.closest("[data-act]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    setTriggerValue("act", link.dataset.act);
  };
  root.onpointerleave = () => { tip.hidden = true; };
  root.onpointermove = (event) => {
    const mark = event.pointerType === "mouse" && event.target.closest("[data-tip]");
    tip.hidden = !mark;
    if (!mark) return;
    if (tip.innerHTML !== mark.dataset.tip) tip.innerHTML = mark.dataset.tip;
    const { width, height } = tip.getBoundingClientRect(), { clientX: x, clientY: y } = event;
    tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 4))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? y - height - 10 : y + 18}px`;
  };
}
