import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";

export interface Choice {
  id: string;
  icon: IconName;
  label: string;
  /** What stands at the end of the line. */
  aside?: string;
}

interface Props {
  label: string;
  options: readonly Choice[];
  /** The one that holds now, with a tick. */
  present?: string;
  onChoose: (id: string) => void;
}

/** A few things to choose from: arrows and Enter, the figure before each, or a click. */
export function OptionList({ label, options, present, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const first = options.findIndex((each) => each.id === present);
  const [at, setAt] = useState(Math.max(0, first));
  useEffect(() => box.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const figure = Number(event.key) - 1;
    const steps: Record<string, number> = {
      ArrowDown: (at + 1) % options.length,
      ArrowUp: (at - 1 + options.length) % options.length,
      Home: 0,
      End: options.length - 1,
    };
    const chosen = options[event.key === "Enter" || event.key === " " ? at : figure];
    if (event.key in steps) setAt(steps[event.key] ?? 0);
    else if (chosen) onChoose(chosen.id);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="options"
      role="listbox"
      aria-label={label}
      aria-activedescendant={`option-${options[at]?.id}`}
      tabIndex={0}
      data-autofocus
      onKeyDown={onKeyDown}
    >
      {options.map((each, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
        <div
          key={each.id}
          id={`option-${each.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className="option"
          onPointerEnter={() => setAt(index)}
          onClick={() => onChoose(each.id)}
        >
          <Icon name={each.icon} />
          <span className="grow">{each.label}</span>
          {each.id === present && <Icon name="check" />}
          {each.aside && <span className="muted num">{each.aside}</span>}
          <kbd className="kbd">{index + 1}</kbd>
        </div>
      ))}
    </div>
  );
}
