import { type IconName, iconPaths } from "./iconPaths";

const STROKE = { 12: 2.5, 16: 2.1, 20: 1.75, 24: 1.6 } as const;

interface Shape {
  size?: keyof typeof STROKE;
  /** What the icon says when no word stands beside it. */
  label?: string;
  className?: string;
}

interface Props extends Shape {
  name: IconName;
}

/** One icon in the colour of its text: 12 in badges, 16 beside words, 20 alone in a button. */
export function Icon({ name, ...shape }: Props) {
  return <Outline path={iconPaths[name]} filled={name.endsWith("-filled")} {...shape} />;
}

/** One that a part loaded later brings along. */
export function Outline({
  path,
  filled = false,
  size = 16,
  label,
  className,
}: Shape & { path: string; filled?: boolean }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden beside its word
    <svg
      className={className ? `ic ${className}` : "ic"}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={filled ? "currentColor" : "none"}
      stroke={filled ? "none" : "currentColor"}
      strokeWidth={STROKE[size]}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <path d={path} />
    </svg>
  );
}
