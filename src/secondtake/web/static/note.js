// A box is drawn on the picture that the note is at; its numbers go into the form, and are sent to
// have the partner proposed. Without a pointer the numbers are typed.
const form = document.getElementById("note");
const field = (name) => form.elements.namedItem(name);

function cut(number) {
  return Math.min(Math.max(number, 0), 1);
}

for (const picture of document.querySelectorAll(".drawn")) {
  let from = null;
  const place = (event) => {
    const own = picture.getBoundingClientRect();
    return [cut((event.clientX - own.left) / own.width), cut((event.clientY - own.top) / own.height)];
  };
  const sides = (to) => [
    Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]),
  ];
  const drawn = () => [...picture.querySelectorAll("rect")];
  picture.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    from = place(event);
    picture.setPointerCapture(event.pointerId);
    drawn().forEach((old) => old.remove());
    for (const name of ["under", "over"]) {
      const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      box.setAttribute("class", name);
      picture.append(box);
    }
  });
  picture.addEventListener("pointermove", (event) => {
    if (!from) return;
    const { width, height } = picture.viewBox.baseVal;
    const [x, y, w, h] = sides(place(event));
    for (const box of drawn()) {
      const told = { x: x * width, y: y * height, width: w * width, height: h * height };
      Object.entries(told).forEach(([name, value]) => box.setAttribute(name, value));
    }
  });
  picture.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = sides(place(event));
    from = null;
    if (box[2] < 0.005 || box[3] < 0.005) return; // a click, no box
    ["x", "y", "w", "h"].forEach((part, number) => {
      field(`b${part}`).value = (100 * box[number]).toFixed(1);
      field(`p${part}`).value = "";
    });
    form.querySelector(`[name=on][value=${picture.dataset.side}]`).checked = true;
    form.requestSubmit(form.querySelector("[formmethod=get]"));
  });
}
