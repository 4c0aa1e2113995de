"""A screen as it is heard: what is read out by itself, where the focus is, what has no name."""

from typing import Any

from playwright.async_api import Page

from tests.browser.measures import Screen

LISTEN = r"""() => {
  window.heard = [];
  const SPOKEN = ["status", "alert", "log"];
  const liveness = node => {
    for (let at = node; at; at = at.parentElement) {
      const said = at.getAttribute("aria-live") ?? (SPOKEN.includes(at.getAttribute("role")) ? "on" : "");
      if (said) return said !== "off";
    }
    return false;
  };
  const words = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const silent = node.getAttribute("aria-hidden") === "true" || node.getAttribute("aria-live") === "off";
    return silent ? "" : [...node.childNodes].map(words).join(" ");
  };
  const hear = node => {
    const around = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const said = words(node).replace(/\s+/g, " ").trim();
    if (said && around && !around.closest("[aria-hidden=true]") && liveness(around)) heard.push(said);
  };
  new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") hear(target);
      else addedNodes.forEach(hear);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""

FOCUSED = """() => {
  const { activeElement: at } = document;
  const name = at.getAttribute("aria-label") ?? at.innerText;
  return at === document.body ? "" : name.replace(/\\s+/g, " ").trim();
}"""

NAMED = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "menuitem",
    "menuitemradio", "menuitemcheckbox", "option", "listbox", "dialog", "menu", "heading",
    "navigation", "region", "complementary", "table", "radiogroup", "slider", "spinbutton",
}  # fmt: skip


async def listen(screen: Screen) -> None:
    await screen.evaluate(LISTEN)


async def heard(screen: Screen) -> list[str]:
    """What was read out since it was last asked."""
    said: list[str] = await screen.evaluate("heard.splice(0)")
    return said


async def focused(screen: Screen) -> str:
    """By its name; empty where nothing has the focus."""
    name: str = await screen.evaluate(FOCUSED)
    return name


async def without_a_name(page: Page) -> list[str]:
    """Of what must have one, by role, as Chromium hands it to a screen reader."""
    session = await page.context.new_cdp_session(page)
    tree: dict[str, Any] = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    return [
        node["role"]["value"]
        for node in tree["nodes"]
        if not node["ignored"]
        and node["role"]["value"] in NAMED
        and not node.get("name", {}).get("value", "").strip()
    ]
