// Tells the server, for whoever looks alone, that films with nothing covered are on the screen.
const EVERY_MS = 20000;
const section = document.getElementById("viewed");

async function tell() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(section.dataset.at, {
    method: "POST", headers: { "X-Form-Token": section.dataset.token },
  });
  if (!answer.ok) return;
  const told = await answer.json();
  const today = document.getElementById("viewed-today");
  const text = section.dataset.today.replace("{minutes}", told.minutes);
  if (today.textContent !== text) today.textContent = text;
  document.getElementById("viewed-break").hidden = !told.break;
}

if (section) setInterval(tell, EVERY_MS);
