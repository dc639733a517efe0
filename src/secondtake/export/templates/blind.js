"use strict";
const saving = document.getElementById("answers");
saving.querySelector("button").addEventListener("click", () => {
  const answers = [];
  for (const asked of document.querySelectorAll("fieldset[data-findings]")) {
    const chosen = asked.querySelector("input:checked");
    if (chosen) {
      const note = asked.querySelector("textarea").value.trim();
      answers.push({ findings: asked.dataset.findings.split(" "), answer: chosen.value, note });
    }
  }
  const told = saving.querySelector("[role=status]");
  if (answers.length === 0) {
    told.textContent = told.dataset.none;
    return;
  }
  const { format, version } = saving.dataset;
  const file = { format, version: Number(version), case: saving.dataset.case, answers };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(file, null, 1) + "\n"], { type: "application/json" }),
  );
  link.download = "blind-answers.json";
  link.click();
  told.textContent = told.dataset.done;
});
