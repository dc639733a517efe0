// Keys of the viewer. None fires in a text field, and none that a browser takes with Ctrl, Alt or Meta.
const KEYS = {
  " ": "play", ",": "move -1", ".": "move 1", "<": "second -1", ">": "second 1",
  "[": "nudge -1", "]": "nudge 1", "{": "nudge-second -1", "}": "nudge-second 1",
  "1": "choose 0", "2": "choose 1", "i": "loop-from", "o": "loop-to",
  "s": "view side", "w": "view split", "b": "view blend", "d": "view difference",
  "f": "view flicker", "-": "speed -1", "+": "speed 1", "=": "speed 1", "?": "list",
  "m": "sound", "n": "note", "x": "note",
};

export function onKeys(act) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input:not([type=range]):not([type=checkbox]), textarea, select")) return;
    let asked = KEYS[event.key];
    if (event.shiftKey && (event.code === "Comma" || event.code === "Period")) {
      asked = event.code === "Comma" ? "second -1" : "second 1";
    }
    // Space on a button or a link does what they do.
    if (!asked || (event.key === " " && event.target.closest("button, a, summary, input"))) return;
    event.preventDefault();
    act(asked);
  });
}
