// Stands in the page after boot.js. On a slow line the list's answer is there before the bundle:
// its names and last lines are drawn at once, in the frame that the bundle will fill.
(() => {
  const answer = Object.entries(globalThis.firstAnswers).find(([path]) =>
    path.startsWith("/conversations"),
  );
  if (!answer) return;
  const clock = new Intl.DateTimeFormat(
    document.documentElement.lang === "en" ? "en-GB" : "id-ID",
    {
      hour: "2-digit",
      minute: "2-digit",
    },
  );
  const today = new Date().toDateString();

  function span(name, ...inside) {
    const made = document.createElement("span");
    made.className = name;
    made.append(...inside);
    return made;
  }

  function timeOf(at) {
    const made = document.createElement("time");
    const date = new Date(at);
    if (date.toDateString() === today) made.append(clock.format(date));
    return made;
  }

  function rowOf({ contact, unread, lastMessage, startedAt }) {
    const words = contact.name.trim().split(/\s+/);
    const initials = [words[0], words.length > 1 ? words.at(-1) : ""].map(
      (word) => [...word][0] ?? "",
    );
    const row = document.createElement("div");
    row.className = unread ? "row is-unread" : "row";
    row.append(
      span("av", initials.join("").toUpperCase()),
      span(
        "row-b",
        span(
          "row-l",
          span("row-n", span("ell", contact.name)),
          timeOf(lastMessage?.at ?? startedAt),
        ),
        span("row-l", span("row-p", lastMessage?.text ?? "")),
      ),
    );
    return row;
  }

  answer[1]
    .then((response) => (response.ok ? response.clone().json() : { items: [] }))
    .then(({ items }) => {
      const frame = document.querySelector("#first .sk");
      if (!frame || items.length === 0) return;
      const rows = document.createElement("div");
      rows.className = "rows";
      rows.append(...items.slice(0, 20).map(rowOf));
      frame.replaceWith(rows);
    })
    .catch(() => {});
})();
