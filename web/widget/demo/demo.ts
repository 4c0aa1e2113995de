/** Puts the chat on the page the way a customer of the hub would: one script tag. */

interface Chat {
  open(): void;
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
const channel = new URLSearchParams(location.search).get("channel");
if (channel) embed(channel);
else document.querySelector("[data-no-channel]")?.removeAttribute("hidden");
