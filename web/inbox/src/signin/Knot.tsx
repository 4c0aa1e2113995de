import { iconPaths } from "../ui/iconPaths";

const CHANNELS = ["brand-whatsapp", "mail", "brand-telegram", "message-circle"] as const;
const AGENTS = ["SW", "BS", "AP"] as const;

/** What Simpul is, without words: four channels, one knot, the people. */
export function Knot() {
  return (
    <svg className="knot" viewBox="0 0 640 420" fill="none" aria-hidden="true">
      <g className="kl">
        <path d="M112 60C240 60 220 210 320 210" />
        <path d="M112 160C200 160 230 210 320 210" />
        <path d="M112 260C200 260 230 210 320 210" />
        <path d="M112 360C240 360 220 210 320 210" />
        <path d="M320 210C420 210 410 110 528 110" />
        <path d="M320 210H528" />
        <path d="M320 210C420 210 410 310 528 310" />
      </g>
      {CHANNELS.map((name, at) => (
        <g key={name} className="kc" transform={`translate(84 ${60 + at * 100})`}>
          <circle r="28" />
          <path className="ki" d={iconPaths[name]} transform="translate(-12 -12)" />
        </g>
      ))}
      {AGENTS.map((name, at) => (
        <g key={name} className="kc" transform={`translate(556 ${110 + at * 100})`}>
          <circle r="28" />
          <text y="5">{name}</text>
        </g>
      ))}
      <rect className="kk" x="276" y="166" width="88" height="88" rx="20" />
      <path className="kg" d={iconPaths.simpul} transform="translate(296 186) scale(2)" />
    </svg>
  );
}
