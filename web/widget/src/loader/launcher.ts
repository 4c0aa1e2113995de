import type { Dress } from "../bridge";
import { dressRoot, SHEET } from "./styles";
import type { LoaderWords } from "./words";

const CHAT =
  "M3 20l1.3 -3.9c-2.324 -3.437 -1.426 -7.872 2.1 -10.374c3.526 -2.501 8.59 -2.296 11.845 .48c3.255 2.777 3.695 7.266 1.029 10.501c-2.666 3.235 -7.615 4.215 -11.574 2.293l-4.7 1";
const DOWN = "M6 9l6 6l6 -6";
const SVG = "http://www.w3.org/2000/svg";

/** The round button with its badge, and the element that everything of ours hangs in. */
export class Launcher {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  private readonly badge: HTMLElement;
  private readonly path: SVGPathElement;
  private open = false;
  private unread = 0;

  constructor(
    page: Document,
    private words: LoaderWords,
  ) {
    this.host = page.createElement("simpul-chat");
    this.root = this.host.attachShadow({ mode: "open" });
    dressRoot(this.root, SHEET);
    this.button = page.createElement("button");
    this.button.type = "button";
    const icon = page.createElementNS(SVG, "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    this.path = page.createElementNS(SVG, "path");
    icon.append(this.path);
    this.badge = page.createElement("b");
    this.badge.setAttribute("aria-hidden", "true");
    this.button.append(icon, this.badge);
    this.root.append(this.button);
    this.draw();
  }

  wear(dress: Pick<Dress, "brand" | "onBrand">, words?: LoaderWords): void {
    this.host.style.setProperty("--brand", dress.brand);
    this.host.style.setProperty("--on-brand", dress.onBrand);
    if (words) this.words = words;
    this.draw();
  }

  /** At which lower corner it stands. */
  stand(side: Dress["side"]): void {
    this.host.dataset.side = side;
  }

  show(open: boolean): void {
    this.open = open;
    this.host.toggleAttribute("data-open", open);
    this.draw();
  }

  count(unread: number): void {
    this.unread = unread;
    this.draw();
  }

  private draw(): void {
    const waiting = this.open ? 0 : this.unread;
    const label = this.open
      ? this.words.close
      : waiting > 0
        ? this.words.unread(waiting)
        : this.words.open;
    this.button.setAttribute("aria-label", label);
    this.button.setAttribute("aria-expanded", String(this.open));
    this.path.setAttribute("d", this.open ? DOWN : CHAT);
    this.badge.hidden = waiting === 0;
    this.badge.textContent = waiting > 99 ? "99+" : String(waiting);
  }
}
