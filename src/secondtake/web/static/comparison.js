// Two stretches side by side: stills of the original by frame; the address always says the state.
import { onKeys } from "./keys.js";
import { Players } from "./players.js";

const viewer = document.getElementById("viewer");
const given = JSON.parse(viewer.dataset.state);
const root = given.root;
const began = { at: Number(given.state.at), off: given.state.off };
const state = given.state;
const SPEEDS = [0.1, 0.25, 0.5, 1, 1.5, 2, 4];
const COVERED_AFTER_MS = 200; // heads are looked for once a frame is stayed on
const FLICKER_MS = 400; // under three changes a second (WCAG 2.2, 2.3.1)
const NEAR = [1, 2, 3, -1]; // frames from here that are had before they are asked for
const stretches = ["a", "b"].map((name) => {
  const [film, frames] = split(state[name], ":");
  const [first, last] = frames.split("-").map(Number);
  return { film, first, last };
});
let at = Number(state.at);
let offsets = state.off.split(",").map(Number);
let chosen = 1;
let tables = null;
let settle = 0;
let wanted = null;
let drawing = false;
let stepping = true;
let ahead = new Map();
let loopFrom = stretches[0].first;
let loopTo = stretches[0].last;
const rate = Number(state.rate || 1);
const byId = (id) => document.getElementById(id);

function split(text, sign) {
  const place = text.lastIndexOf(sign);
  return [text.slice(0, place), text.slice(place + 1)];
}

export function say(name, values = {}) {
  return given.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function within(frame, table) {
  return Math.min(Math.max(frame, 0), table.pts.length - 1);
}

function seconds(table, frame) {
  return (table.pts[frame] * table.tick[0]) / table.tick[1];
}

function length(table, frame) {
  const end = frame + 1 < table.pts.length ? table.pts[frame + 1] : table.end;
  return ((end - table.pts[frame]) * table.tick[0]) / table.tick[1];
}

function frameAt(table, time) {
  let low = 0;
  let high = table.pts.length - 1;
  const tick = ((time + 0.0005) * table.tick[1]) / table.tick[0];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (table.pts[middle] <= tick) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The same rule as the server's: B at the same time since the beginning of its stretch.
function shown(place = at) {
  const [left, right] = tables;
  const since = seconds(left, place) - seconds(left, stretches[0].first);
  const begin = seconds(right, rate > 0 ? stretches[1].first : stretches[1].last);
  const there = begin + since * rate + length(right, stretches[1].first) / 2;
  return [within(place + offsets[0], left), within(frameAt(right, there) + offsets[1], right)];
}

function query(changes = {}) {
  const now = { ...state, at, off: offsets.join(","), ...changes };
  return Object.entries(now).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&").replaceAll("%3A", ":").replaceAll("%2C", ",");
}

function stillOf(side, frame, grade) {
  return `${root}/still/${stretches[side].film}/${tables[side].pts[frame]}?grade=${grade}`;
}

// Gives a promise that what is new is on the page, or could not be had.
function put(frames, grade, only = null) {
  const changed = [];
  for (const picture of viewer.querySelectorAll(".still")) {
    const side = Number(picture.dataset.side);
    const name = picture.tagName === "image" ? "href" : "src";
    const address = stillOf(side, frames[side], grade);
    if ((only !== null && side !== only) || picture.getAttribute(name) === address) continue;
    changed.push(new Promise((done) => {
      picture.addEventListener("load", done, { once: true });
      picture.addEventListener("error", done, { once: true });
    }));
    picture.setAttribute(name, address);
  }
  const over = viewer.querySelector("img.over");
  if (over && only === null) {
    const places = frames.map((frame, side) => `${stretches[side].film}:${tables[side].pts[frame]}`);
    const mirror = state.mirror ? "&mirror=1" : "";
    changed.push(lay(over, `${root}/over?a=${places[0]}&b=${places[1]}&mode=${state.view}&grade=${grade}${mirror}`));
  }
  return Promise.all(changed);
}

async function lay(over, address) {
  const answer = await fetch(address);
  byId("laid").textContent = answer.ok
    ? say(answer.headers.get("X-Mapped") === "yes" ? "ab.over_map" : "ab.over_no_map")
    : await answer.text();
  over.src = address;
}

function show(frames = shown()) {
  clearTimeout(settle);
  wanted = frames;
  tell(frames);
  if (!drawing) draw();
}

// One frame after another: a key held down asks for no more than can be shown. Covering takes long:
// what is veiled is seen at once, and stays until the covered still is there.
async function draw() {
  drawing = true;
  const covers = given.grade === "covered" && !viewer.querySelector("img.over");
  const grade = covers ? "veiled" : given.grade;
  let drawn = null;
  while (drawn !== wanted) {
    drawn = wanted;
    await put(drawn, grade);
  }
  drawing = false;
  if (stepping && !viewer.querySelector("img.over")) prepare(grade);
  if (!covers) return;
  byId("covering").textContent = say("ab.covering");
  byId("covering").hidden = false;
  settle = setTimeout(() => cover(drawn), COVERED_AFTER_MS);
}

// A picture that the document holds is shown again without asking for it (HTML, "list of available
// images"): after a step the next ones are on their way already.
function prepare(grade) {
  const held = new Map();
  for (const frames of NEAR) {
    shown(inStretch(at + frames)).forEach((frame, side) => {
      const address = stillOf(side, frame, grade);
      held.set(address, ahead.get(address) ?? Object.assign(new Image(), { src: address }));
    });
  }
  ahead = held;
}

function inStretch(frame) {
  return Math.min(Math.max(frame, stretches[0].first), stretches[0].last);
}

function cover(frames) {
  let open = 2;
  for (const side of [0, 1]) {
    const ready = new Image();
    ready.addEventListener("load", () => {
      if (wanted !== frames) return;
      put(frames, "covered", side);
      open -= 1;
      byId("covering").hidden = open === 0;
    });
    ready.addEventListener("error", async () => {
      const why = await (await fetch(ready.src)).text();
      if (wanted === frames) byId("covering").textContent = say("ab.not_covered", { why });
    });
    ready.src = stillOf(side, frames[side], "covered");
  }
}

export function tell(frames) {
  const told = frames.map((frame, side) => say("ab.frame", { frame: frame + 1, frames: tables[side].pts.length }));
  viewer.querySelectorAll("figcaption .frame").forEach((place, side) => { place.textContent = told[side]; });
  viewer.querySelectorAll("figcaption .time").forEach((place, side) => {
    place.textContent = say("ab.at", { time: `${seconds(tables[side], frames[side]).toFixed(3)} s` });
  });
  viewer.querySelectorAll("figcaption .beyond").forEach((place, side) => {
    place.hidden = frames[side] >= stretches[side].first && frames[side] <= stretches[side].last;
  });
  viewer.querySelectorAll(".offset").forEach((place, side) => {
    place.textContent = say("ab.offset", { letter: "AB"[side], frames: offsets[side] });
  });
  const position = byId("position");
  position.value = at;
  position.setAttribute("aria-valuetext", told[0]);
  byId("spoken").textContent = told.map((text, side) => `${say("ab.side", { letter: "AB"[side] })}: ${text}`).join("; ");
  history.replaceState(null, "", `${root}/ab?${query()}`);
  for (const link of viewer.querySelectorAll("[data-does^=view]")) {
    link.href = `${root}/ab?${query({ view: link.dataset.does.split(" ")[1] })}`;
  }
  byId("note-here").href = `${root}/note?${query()}`;
  for (const boxes of viewer.querySelectorAll(".noted")) boxes.toggleAttribute("hidden", at !== began.at || offsets.join(",") !== began.off);
  for (const field of document.querySelectorAll("form input[name=at]")) field.value = at;
  for (const field of document.querySelectorAll("form input[name=off]")) field.value = offsets.join(",");
}

function move(frames) {
  stepping = Math.abs(frames) <= NEAR.length;
  at = inStretch(at + frames);
  show();
}

function secondOf(side) {
  return Math.max(1, frameAt(tables[side], 1));
}

function choose(side) {
  chosen = side;
  viewer.querySelectorAll(".side").forEach((figure, number) => figure.classList.toggle("chosen", number === side));
}

function act(command) {
  const [what, how, of] = command.split(" ");
  if (!tables) return;
  if (what !== "play" && what !== "sound" && what !== "speed" && what !== "choose" && what !== "list") players.pause();
  const side = of === undefined ? chosen : Number(of);
  if (what === "play") players.toggle();
  else if (what === "move") move(Number(how));
  else if (what === "second") move(Number(how) * secondOf(0));
  else if (what === "nudge") { offsets[side] += Number(how); show(); }
  else if (what === "nudge-second") { offsets[side] += Number(how) * secondOf(side); show(); }
  else if (what === "choose") choose(Number(how));
  else if (what === "loop-from") loopFrom = Math.min(at, loopTo);
  else if (what === "loop-to") loopTo = Math.max(at, loopFrom);
  else if (what === "view") location.assign(`${root}/ab?${query({ view: how })}`);
  else if (what === "speed") {
    const next = SPEEDS.findIndex((speed) => speed >= Number(state.speed)) + Number(how);
    byId("speed").value = String(SPEEDS[Math.min(Math.max(next, 0), SPEEDS.length - 1)]);
    byId("speed").dispatchEvent(new Event("change"));
  } else if (what === "sound") {
    const radios = [...document.querySelectorAll("input[name=snd]:not([disabled])")];
    radios[(radios.findIndex((one) => one.checked) + 1) % radios.length].click();
  } else if (what === "note") location.assign(`${root}/note?${query()}`);
  else if (what === "list") byId("keys").open = !byId("keys").open;
}

const players = new Players({
  viewer, say, root, grade: given.grade, stretches, rate,
  tables: () => tables, shown, tell, seconds, length, frameAt,
  at: () => at,
  moveTo: (frame) => { at = inStretch(frame); },
  audible: () => ["a", "b"].indexOf(state.snd),
  offsets: () => offsets, speed: () => Number(state.speed),
  loop: () => (byId("loop").checked ? [loopFrom, loopTo] : null),
  stopped: () => show(),
});

async function begin() {
  tables = await Promise.all(stretches.map(async ({ film }) => (await fetch(`${root}/frames/${film}`)).json()));
  for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
  choose(1);
  onKeys(act);
  viewer.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-does]");
    if (!link || link.dataset.does.startsWith("view") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act(link.dataset.does);
  });
  byId("position").addEventListener("input", (event) => { players.pause(); stepping = false; at = Number(event.target.value); show(); });
  byId("play").addEventListener("click", () => players.toggle());
  byId("speed").addEventListener("change", (event) => { state.speed = event.target.value; players.retime(); tell(shown()); });
  byId("loop").addEventListener("change", (event) => { state.loop = event.target.checked ? "1" : "0"; tell(shown()); });
  for (const radio of document.querySelectorAll("input[name=snd]")) {
    radio.addEventListener("change", () => { players.pause(); state.snd = radio.value; tell(shown()); });
  }
  byId("split")?.addEventListener("input", (event) => {
    state.x = event.target.value;
    const cut = document.querySelector("#cut rect");
    cut.setAttribute("x", 1000 * state.x);
    cut.setAttribute("width", 1000 - 1000 * state.x);
    viewer.querySelector(".edge").setAttribute("d", `M${1000 * state.x} 0V562`);
    tell(shown());
  });
  if (state.view === "flicker" && !matchMedia("(prefers-reduced-motion: reduce)").matches) flicker();
  wanted = shown();
  const late = [...viewer.querySelectorAll("img.still")].some((picture) => !picture.complete);
  if (late && given.grade === "covered") show(); // something is seen while heads are looked for
  else if (given.grade !== "covered" && !viewer.querySelector("img.over")) prepare(given.grade);
  viewer.dataset.ready = "1";
}

function flicker() {
  const stage = viewer.querySelector(".stage");
  stage.classList.add("laid");
  const upper = stage.querySelectorAll(".picture")[1];
  setInterval(() => { upper.style.visibility = upper.style.visibility ? "" : "hidden"; }, FLICKER_MS);
}

begin();
