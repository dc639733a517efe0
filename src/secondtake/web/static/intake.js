// Sends files in parts, each acknowledged once it is on the disk; the same file goes on where it was.
const PART = 4 << 20;
const form = document.getElementById("take");
const status = document.getElementById("taken");

async function nameOf(file) {
  const text = new TextEncoder().encode(`${file.name}\n${file.size}\n${file.lastModified}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function told(name, values) {
  status.textContent = form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

async function send(file, role) {
  const address = form.dataset.parts + (await nameOf(file));
  let { have } = await (await fetch(address)).json();
  for (;;) {
    const asked = new URLSearchParams({ name: file.name, size: file.size, offset: have, role });
    const answer = await fetch(`${address}?${asked}`, {
      method: "POST", body: file.slice(have, have + PART), headers: { "X-Form-Token": form.dataset.token },
    });
    if (!answer.ok) throw new Error(await answer.text());
    const now = await answer.json();
    have = now.have;
    told("sent", { name: file.name, share: `${file.size ? Math.floor((100 * have) / file.size) : 100} %` });
    if (now.job) return now.job;
  }
}

form?.addEventListener("submit", async (event) => {
  const files = [...form.elements.files.files];
  if (files.length !== 1) return; // several go as one form, into one job
  event.preventDefault();
  try {
    location.assign(await send(files[0], form.elements.role.value));
  } catch (why) {
    told("failed", { name: files[0].name });
    status.textContent += ` ${why.message}`;
  }
});
