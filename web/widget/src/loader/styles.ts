/**
 * Styles of the launcher and the frame, inside the shadow root. `!important` on `:host` outranks
 * whatever the page says about our element. Colours and sizes are those of the token file.
 */
export const SHEET = `
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;right:20px!important;bottom:20px!important;width:60px!important;height:60px!important;display:block!important;color-scheme:light dark!important}
:host([data-side=left]){right:auto!important;left:20px!important}
:host([data-hidden]){display:none!important}
button{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:60px;height:60px;border-radius:50%;cursor:pointer;background:var(--brand);color:var(--on-brand);box-shadow:0 12px 32px rgba(20,24,31,.16),0 2px 6px rgba(20,24,31,.08);-webkit-tap-highlight-color:transparent;transition:filter 120ms ease-out}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:2px solid var(--focus);outline-offset:2px;box-shadow:0 0 0 2px #fff,0 0 0 6px rgba(255,255,255,.6)}
svg{width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;pointer-events:none}
b{position:absolute;top:-2px;right:-2px;box-sizing:border-box;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#14181f;color:#fff;font:600 12px/22px system-ui,sans-serif;text-align:center;font-variant-numeric:tabular-nums;box-shadow:0 0 0 2px #fff}
b[hidden]{display:none}
iframe{all:unset;position:fixed;right:20px;bottom:96px;width:380px;height:620px;max-width:calc(100vw - 40px);max-height:calc(100vh - 116px);max-height:calc(100dvh - 116px);border-radius:14px;overflow:hidden;background:var(--canvas);box-shadow:0 12px 32px rgba(20,24,31,.16),0 2px 6px rgba(20,24,31,.08),0 0 0 1px var(--line);opacity:0;visibility:hidden;transform:translateY(4px);transition:opacity 120ms ease-out,transform 120ms ease-out,visibility 0s 120ms}
:host([data-side=left]) iframe{right:auto;left:20px}
:host{--focus:#3450cf;--canvas:#f6f7f9;--line:#dde2e9}
:host([data-open]) iframe{opacity:1;visibility:visible;transform:none;transition-delay:0s}
@media(prefers-color-scheme:dark){:host{--focus:#8fa3ff;--canvas:#0e1116;--line:#2a313c}}
@media(max-width:479px),(max-height:479px){
iframe,:host([data-side=left]) iframe{inset:0;width:100%;height:100%;max-width:none;max-height:none;border-radius:0}
:host([data-open]) iframe{top:var(--view-top,0);height:var(--view-height,100%);bottom:auto}
:host([data-open][data-alive]) button{visibility:hidden}
}
@media(prefers-reduced-motion:reduce){button,iframe{transition:none!important}}
@media print{:host{display:none!important}}
`;

/** A constructed sheet is not touched by the host page's style-src; a style element would be. */
export function dressRoot(root: ShadowRoot, text: string): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement("style");
  style.textContent = text;
  root.append(style);
}
