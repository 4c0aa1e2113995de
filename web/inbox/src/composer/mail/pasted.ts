import { leadsSomewhere } from "./links";

/** What comes along with words from Word, Google Docs and pages of the web, and is none of them. */
const NOISE =
  'script, style, title, meta, link, noscript, template, svg, button, input, select, textarea, [hidden], [style*="display:none"], [style*="display: none"], [style*="mso-hide"]';

const MARK = '[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]';
const LEVEL = /mso-list:\s*l\d+\s+level(\d+)/i;

interface Cleaned {
  html: string;
  /** Pictures that lie elsewhere: a mail takes only those that go along with it. */
  left: number;
}

/** Whether there is more to it than a picture. */
export function hasWords(html: string): boolean {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const each of body.querySelectorAll(NOISE)) each.remove();
  return body.textContent?.trim() !== "" || body.querySelector("td + td, tr + tr") !== null;
}

/**
 * Html from the clipboard without what mail cannot use. `take` is asked for each picture that comes
 * with its bytes and says under which key it goes up; `keeps` whether an address is a picture of this mail.
 */
export function cleaned(
  html: string,
  keeps: (picture: HTMLElement) => boolean,
  take: (file: File) => string | null,
): Cleaned {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const each of body.querySelectorAll(NOISE)) each.remove();
  let left = 0;
  for (const picture of body.querySelectorAll("img")) {
    if (keeps(picture)) continue;
    const file = fileOfData(picture.src, picture.alt);
    const key = file && take(file);
    if (key) {
      picture.removeAttribute("src");
      picture.dataset.wait = key;
    } else {
      if (isSeen(picture)) left += 1;
      picture.remove();
    }
  }
  for (const link of body.querySelectorAll("a")) {
    const href = link.getAttribute("href") ?? "";
    if (!leadsSomewhere(href)) link.replaceWith(...link.childNodes);
  }
  listsOfWord(body);
  withoutLayout(body);
  return { html: body.innerHTML, left };
}

/** Not those that only count readers. */
const isSeen = (picture: HTMLImageElement): boolean =>
  !["0", "1"].includes(picture.getAttribute("width") ?? "");

function fileOfData(src: string, alt: string): File | null {
  const [, type, data] = /^data:(image\/(?:png|jpe?g|gif|webp));base64,(.+)$/s.exec(src) ?? [];
  if (!type || !data) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
    const name = alt.replace(/[\\/:*?"<>|]/g, " ").trim() || "image";
    return new File([bytes], `${name}.${type.slice(6).replace("jpeg", "jpg")}`, { type });
  } catch {
    return null;
  }
}

/** Word writes lists as paragraphs with a drawn mark; here they become lists. */
function listsOfWord(body: HTMLElement): void {
  let open: HTMLElement[] = [];
  for (const paragraph of body.querySelectorAll<HTMLElement>("p, h1, h2, h3")) {
    const level = Number(LEVEL.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0);
    const mark = level ? paragraph.querySelector(MARK) : null;
    if (!level || !mark) {
      open = [];
      continue;
    }
    const numbered = /^\(?([0-9]{1,3}|[a-z]{1,4})[.)]/i.test(mark.textContent?.trim() ?? "");
    mark.remove();
    if (open.length && open[0]?.nextElementSibling !== paragraph) open = [];
    open = open.slice(0, level);
    while (open.length < level) open.push(listIn(open.at(-1), numbered, paragraph));
    const item = document.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1)?.append(item);
    paragraph.remove();
  }
}

function listIn(outer: HTMLElement | undefined, numbered: boolean, before: HTMLElement) {
  const list = document.createElement(numbered ? "ol" : "ul");
  if (!outer) before.before(list);
  else {
    const item = outer.lastElementChild ?? outer.appendChild(document.createElement("li"));
    item.append(list);
  }
  return list;
}

/** Tables that hold others, or a single cell, only lay out a page: their words remain. */
function withoutLayout(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const cells = [...table.querySelectorAll<HTMLElement>("td, th")].filter(
      (each) => each.closest("table") === table,
    );
    if (cells.length > 1 && !table.querySelector("table")) continue;
    table.replaceWith(
      ...cells.map((each) => {
        const block = document.createElement("div");
        block.append(...each.childNodes);
        return block;
      }),
    );
  }
}
