/** `/widget.js`: one script tag on any page. Twice is once; a page without a body yet is awaited. */
import { readSettings } from "./settings";
import { Widget } from "./widget";

type Page = Window & { Simpul?: Widget };

const script = document.currentScript as HTMLScriptElement | null;

function start(): void {
  const page = window as Page;
  if (page.Simpul) return;
  const settings = readSettings(script, document);
  if (!settings) {
    throw new Error('Simpul: the script tag needs data-channel="...".');
  }
  page.Simpul = new Widget(document, settings);
  window.dispatchEvent(new Event("simpul:ready"));
}

if (document.body) start();
else document.addEventListener("DOMContentLoaded", start);
