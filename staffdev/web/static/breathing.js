// The page to breathe at: an end after some minutes, for who wants one. Nothing is stored, and nothing is sent.
(() => {
  const timer = document.querySelector(".timer");
  let waiting = 0;
  const say = (over, pressed) => {
    document.querySelector(".stage").classList.toggle("over", over);
    for (const button of timer.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === pressed));
  };
  timer.hidden = false;
  timer.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    clearTimeout(waiting);
    say(false, button);
    waiting = setTimeout(() => say(true, null), Number(button.dataset.minutes) * 60_000);
  });
  for (const box of document.querySelectorAll("main > input")) box.addEventListener("change", () => { clearTimeout(waiting); say(false, null); });
})();
