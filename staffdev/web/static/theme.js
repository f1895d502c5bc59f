// Runs before the first paint, so that a page never flashes in the wrong colours. `js` tells sd.css that menus can fold.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const paper = matchMedia("print");
  const show = () => { root.dataset.bsTheme = paper.matches ? "light" : kept() || (dark.matches ? "dark" : "light"); };
  root.classList.add("js");
  show();
  dark.addEventListener("change", show);
  paper.addEventListener("change", show); // pale words of the dark colours cannot be read on paper
  addEventListener("beforeprint", () => { root.dataset.bsTheme = "light"; });
  addEventListener("afterprint", show);
})();
