/** On a phone the keyboard covers the page: the full-screen frame follows what is left to see. */
export function followViewport(host: HTMLElement): void {
  const view = window.visualViewport;
  if (!view || host.style.getPropertyValue("--view-height")) return;
  const follow = () => {
    host.style.setProperty("--view-height", `${view.height}px`);
    host.style.setProperty("--view-top", `${view.offsetTop}px`);
  };
  view.addEventListener("resize", follow);
  view.addEventListener("scroll", follow);
  follow();
}
