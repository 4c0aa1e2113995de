"""What a screen can be measured for, in the page or in the widget's frame alike."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.async_api import Frame, Page

from tests.browser.served import ROOT

WEB = ROOT / "web"
LANGUAGES = {"English", "Bahasa Indonesia"}
"""They are called so in both."""
Screen = Page | Frame

GRAVE = """async () => {
  const { violations } = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ` + nodes.map(({ target, any }) =>
      `${target.join(" ")} ${any.map(({ message }) => message).join(" ")}`).join(" | "));
}"""

VISIBLE_WORDS = """() => {
  const words = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: around, data } = texts.currentNode;
    if (data.trim() && around.checkVisibility()) words.push(data.trim());
  }
  const named = ["aria-label", "title", "placeholder", "alt", "data-tip"];
  for (const name of named) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (element.checkVisibility()) words.push(element.getAttribute(name).trim());
    }
  }
  return words;
}"""

TOO_WIDE = """width => {
  const shortened = element => getComputedStyle(element).textOverflow === "ellipsis";
  const ancestors = element => {
    const found = [];
    for (let at = element.parentElement; at; at = at.parentElement) found.push(at);
    return found;
  };
  const sideways = [...document.querySelectorAll("*")].filter(element =>
    element.scrollWidth > element.clientWidth + 1 &&
    ["auto", "scroll"].includes(getComputedStyle(element).overflowX));
  const outside = [...document.body.querySelectorAll("*")].filter(element => {
    if (!element.checkVisibility() || ancestors(element).some(shortened)) return false;
    const { left, right, width: own, height } = element.getBoundingClientRect();
    return own > 1 && height > 1 && (right > width + 1 || left < -1);
  });
  if (document.documentElement.scrollWidth > width) sideways.push(document.documentElement);
  return [...sideways, ...outside].map(element =>
    `${element.tagName} ${element.className.baseVal ?? element.className}`);
}"""


async def grave_axe_findings(screen: Screen) -> list[str]:
    """What axe calls serious or critical."""
    if not await screen.evaluate("'axe' in window"):
        await screen.evaluate((WEB / "node_modules/axe-core/axe.min.js").read_text())
    found: list[str] = await screen.evaluate(GRAVE)
    return found


async def wrong_words(screen: Screen, language: str) -> list[str]:
    """Raw keys, unfilled places, and sentences of the other language."""
    words: list[str] = await screen.evaluate(VISIBLE_WORDS)
    keys, foreign = set(_texts("en")), _foreign(language)
    wrong = [word for word in words if word in foreign]
    wrong += [word for word in words if keys.intersection(re.findall(r"[\w.]+", word))]
    wrong += [word for word in words if re.search(r"\{\{|undefined|NaN|\[object", word)]
    if await screen.evaluate("document.documentElement.lang") != language:
        wrong.append("<html lang>")
    return wrong


async def too_wide(screen: Screen, width: int) -> list[str]:
    """What stands outside of this many pixels, or has to be scrolled sideways."""
    found: list[str] = await screen.evaluate(TOO_WIDE, width)
    return found


def _texts(language: str) -> dict[str, str]:
    folder = WEB / "inbox/src/texts"
    texts: dict[str, str] = {}
    for path in (folder / f"{language}.json", *folder.glob(f"*.{language}.json")):
        texts |= json.loads(path.read_text())
    return texts


def _foreign(language: str) -> set[str]:
    """Sentences that only the other language has."""
    other = "id" if language == "en" else "en"
    own = {*_texts(language).values(), *_widget_texts(language)}
    return {*_texts(other).values(), *_widget_texts(other)} - own - LANGUAGES


def _widget_texts(language: str) -> list[str]:
    source = Path(WEB / f"widget/src/app/text/{language}.ts").read_text()
    return re.findall(r'^\s+\w+: "(.+)",$', source, re.MULTILINE)


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      // Less than a fraction of a pixel of a word, which nobody sees: letters that are drawn anew.
      if (hadRecentInput || value < 0.00005) continue;
      const name = node => node?.className || node?.nodeName;
      const moved = sources.map(({ node }) => `${name(node)} in ${name(node?.parentElement)}`);
      window.shifts.push(`${value.toFixed(4)} ${moved.join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: false });
}"""


async def watch_shifts(screen: Screen) -> None:
    """From now on what moves by itself is noted down."""
    await screen.evaluate(SHIFTS)


async def shifts(screen: Screen) -> list[str]:
    """What has moved, once what was to be drawn is drawn."""
    drawn = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    await screen.evaluate(drawn)
    found: list[Any] = await screen.evaluate("window.shifts")
    return found
