/** Puts the chat on the page the way a customer of the hub would: one script tag. */

interface Chat {
  open(): void;
}

/** From `?channel=`, else what the hub says about its demo data. */
async function channelId(): Promise<string | null> {
  const asked = new URLSearchParams(location.search).get("channel");
  if (asked) return asked;
  const answer = await fetch("/demo/channel.json");
  return answer.ok ? ((await answer.json()) as { channelId: string }).channelId : null;
}

function embed(channel: string): void {
  const script = document.createElement("script");
  script.src = "/widget.js";
  script.async = true;
  script.dataset.channel = channel;
  script.dataset.color = "#7A2856";
  script.dataset.language = document.documentElement.lang;
  document.head.append(script);
}

document.querySelector("[data-open-chat]")?.addEventListener("click", () => {
  (window as { Simpul?: Chat }).Simpul?.open();
});
document.querySelector("[data-track]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  document.querySelector(".trip")?.scrollIntoView();
});
void channelId().then((channel) => {
  if (channel) embed(channel);
  else document.querySelector("[data-no-channel]")?.removeAttribute("hidden");
});
