// The slider goes where it is let go; arrow keys on it move by a frame of 25 a second.
const slider = document.getElementById("at");
slider.step = "0.04";
slider.addEventListener("change", () => slider.form.requestSubmit());
