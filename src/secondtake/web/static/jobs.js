// Adds what a job says as it says it; the browser asks again by itself from the last line it had.
const lines = document.getElementById("lines");
if (lines.dataset.running === "1") {
  const events = new EventSource(`${lines.dataset.events}?from=${Math.max(Number(lines.dataset.had), -1)}`);
  events.addEventListener("message", (event) => {
    const line = document.createElement("li");
    const text = document.createElement("bdi");
    text.textContent = JSON.parse(event.data);
    line.append(text);
    lines.append(line);
  });
  events.addEventListener("ended", (event) => {
    events.close();
    const state = document.getElementById("state");
    const code = Number(event.data);
    state.textContent = code === 0 ? state.dataset.done
      : code === 1 ? state.dataset.failures : state.dataset.failed.replace("…", code);
    document.getElementById("stop")?.remove();
  });
}
