// The code stands behind the # of the link, which no browser sends: it is in no log on the way.
const form = document.forms[0];
if (location.hash) {
  form.code.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}
// Under `no-referrer` a plain form says no origin; a fetch does.
form.addEventListener("submit", async event => {
  event.preventDefault();
  const told = form.querySelector("output");
  told.textContent = "";
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body });
  if (answer.redirected) location.replace(answer.url);
  else told.textContent = await answer.text();
});
