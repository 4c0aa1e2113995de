/**
 * The part of the screen that a keyboard leaves free is the screen: the composer stands right above
 * it. Where the browser shrinks the page by itself nothing changes.
 */
export function keepInView(): () => void {
  const { visualViewport: view } = window;
  if (!view) return () => {};
  const root = document.documentElement;
  const fit = () => {
    // While somebody zooms in, the page keeps its size.
    const shrunk = view.scale === 1 && view.height < window.innerHeight - 1;
    if (shrunk) root.style.setProperty("--h-view", `${Math.round(view.height)}px`);
    else root.style.removeProperty("--h-view");
    if (shrunk && view.offsetTop > 0) window.scrollTo(0, 0);
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  return () => {
    view.removeEventListener("resize", fit);
    view.removeEventListener("scroll", fit);
  };
}
