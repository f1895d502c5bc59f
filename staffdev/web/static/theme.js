// Runs before the first paint, so that a page never flashes in the wrong colours. `js` tells sd.css that menus can fold.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const show = () => { root.dataset.bsTheme = kept() || (dark.matches ? "dark" : "light"); };
  root.classList.add("js");
  show();
  dark.addEventListener("change", show);
})();
