// Says in `latestRun` what became of the run that the page asked for last: "asked", "begun", "ended".
//
// Streamlit's page calls itself idle between a click and the server's answer. Its messages do not:
// each is a Protocol Buffers message, of which the numbers of the fields tell what it is.

const [ASKS, BEGINS, ENDS] = [11, 4, 6]; // BackMsg.rerun_script; ForwardMsg.new_session, .script_finished
const FOR_ANOTHER = 2; // ForwardMsg.ScriptFinishedStatus: another run follows

/** The fields of a message: number to value, of those with a length its first byte's place. */
function fields(bytes) {
  const found = new Map();
  let at = 0;
  const number = () => {
    for (let value = 0, power = 1; ; power *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * power;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = number();
    const value = number();
    found.set(tag >> 3, value);
    if ((tag & 7) === 2) at += value;
  }
  return found;
}

const watched = Socket => class extends Socket {
  constructor(...how) {
    super(...how);
    this.addEventListener("message", ({ data }) => {
      const told = fields(new Uint8Array(data));
      if (told.has(BEGINS)) window.latestRun = "begun";
      if (told.has(ENDS) && told.get(ENDS) !== FOR_ANOTHER && window.latestRun === "begun") {
        window.latestRun = "ended";
      }
    });
  }

  send(data) {
    if (fields(data).has(ASKS)) window.latestRun = "asked";
    super.send(data);
  }
};
let watching = watched(WebSocket);
// A test that holds messages back puts a class of its own in place.
Object.defineProperty(window, "WebSocket", {
  get: () => watching,
  set: Socket => { watching = watched(Socket); },
});
