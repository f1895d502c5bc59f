// What the browser adds for comfort. Every page works without this file; sentences come from the page, never from here.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (name, act) => document.addEventListener(name, act);

  // A question before what cannot be undone: data-confirm on a form or its button.
  function ask(question, yes) {
    const dialog = document.getElementById("confirm");
    document.getElementById("confirm-question").textContent = question;
    dialog.returnValue = "";
    dialog.showModal();
    dialog.querySelector("[value=no]").focus();
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && yes(), { once: true });
  }
  const answered = new WeakSet();
  on("submit", (event) => {
    const form = event.target, button = event.submitter;
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (!question || answered.has(form)) return;
    event.preventDefault();
    ask(question, () => { answered.add(form); form.requestSubmit(button); answered.delete(form); });
  });

  // Dates are typed as 19.11.2026.; the button opens the browser's own calendar where it has one.
  const two = (number) => number.padStart(2, "0");
  function calendar(box) {
    const text = box.querySelector("input"), button = box.querySelector("button"), native = document.createElement("input");
    if (!("showPicker" in HTMLInputElement.prototype)) return;
    Object.assign(native, { type: "date", tabIndex: -1, className: "sd-native" });
    native.setAttribute("aria-hidden", "true");
    box.append(native);
    button.hidden = false;
    button.addEventListener("click", () => {
      const typed = /^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})/.exec(text.value);
      native.value = typed ? `${typed[3]}-${two(typed[2])}-${two(typed[1])}` : "";
      native.showPicker();
    });
    native.addEventListener("change", () => {
      const [year, month, day] = native.value.split("-");
      if (day) text.value = `${+day}.${+month}.${year}.`;
      button.focus();
    });
  }

  // The chosen photo or PDF by name and size, before it is sent.
  function preview(input) {
    const room = document.getElementById(`${input.id}-chosen`);
    const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
    room.textContent = [...input.files].map((file) => `${file.name} (${size(file.size)})`).join(", ");
    const over = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes || Infinity));
    if (over) room.textContent += `. ${input.dataset.tooLarge}`;
    room.classList.toggle("sd-advice", over);
  }

  // One box ticks all boxes of its table; the count says how many will be acted on.
  function tick(box) {
    const table = box.closest("table"), rows = all("[data-select-row]", table), every = table.querySelector("[data-select-all]");
    if (box === every) for (const row of rows) row.checked = box.checked;
    const chosen = rows.filter((row) => row.checked).length;
    every.checked = rows.length > 0 && chosen === rows.length;
    every.indeterminate = chosen > 0 && chosen < rows.length;
    for (const count of all("[data-selected-count]")) count.textContent = chosen;
  }

  on("change", ({ target }) => {
    if (target.matches("input[type=file]")) preview(target);
    if (target.matches("[data-select-all], [data-select-row]")) tick(target);
    if (target.matches("[data-submit-on-change]")) target.form.requestSubmit();
  });
  const acts = {
    print: () => print(),
    theme: () => {
      const root = document.documentElement;
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.bsTheme); } catch { /* kept for this page only */ }
    },
    menu: (button) => {
      const open = document.getElementById(button.getAttribute("aria-controls")).classList.toggle("sd-open");
      button.setAttribute("aria-expanded", open);
    },
    dismiss: (button) => button.closest("[data-toast]").remove(),
    open: (button) => document.getElementById(button.getAttribute("aria-controls")).showModal(),
  };
  on("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) acts[button.dataset.act](button);
    for (const menu of all("details.sd-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  on("keydown", ({ key }) => {
    const menu = key === "Escape" && document.querySelector("details.sd-menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  all("[data-date]").forEach(calendar);
  for (const shown of all("[data-needs-js][hidden]")) shown.hidden = false;
  const errors = document.querySelector(".sd-errors");
  if (errors) errors.focus();
})();
