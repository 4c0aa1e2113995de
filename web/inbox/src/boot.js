// Stands in the page itself and runs before the first paint: the theme must not flash, and what
// the first screen needs from the hub is asked for while the bundle is still on its way.
(() => {
  const root = document.documentElement;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("simpul.preferences") || "{}");
  } catch {}
  const dark =
    kept.theme === "dark" ||
    (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.mantineColorScheme = root.dataset.theme;
  root.lang = kept.language || (navigator.language.toLowerCase().startsWith("en") ? "en" : "id");
  if (kept.listWidth) root.style.setProperty("--w-list", `${kept.listWidth}px`);

  // The pages that the links of mails open need no account.
  const door = /^\/(forgot|reset|invite)$/.test(location.pathname);
  const signedIn = !door && /(^|;\s*)csrf=/.test(document.cookie);
  root.dataset.place = location.pathname === "/" ? "chats" : "area";
  root.dataset.session = signedIn ? "yes" : "no";
  if (!signedIn) {
    globalThis.firstAnswers = { "/workspace": fetch("/api/v1/workspace") };
    return;
  }
  const asked = new URLSearchParams(location.search);
  const list = new URLSearchParams({ tab: asked.get("tab") || "mine", limit: "50" });
  // In the order of looking.ts: the list takes this answer for its own by its address.
  const names = "q channelId departmentId agentId labelId type state priority from to".split(" ");
  for (const name of names) for (const value of asked.getAll(name)) list.append(name, value);
  const paths = ["/me", `/conversations?${list}`, "/counts"];
  globalThis.firstAnswers = Object.fromEntries(
    paths.map((path) => [path, fetch(`/api/v1${path}`)]),
  );
  for (const answer of Object.values(globalThis.firstAnswers)) answer.catch(() => {});
})();
