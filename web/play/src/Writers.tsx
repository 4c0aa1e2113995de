/** Who of a group writes next, and a way for somebody to join it. */
import { useState } from "preact/hooks";
import { AddForm } from "./Adding";
import type * as api from "./api";
import { Icon } from "./icons";
import type { Texts } from "./texts";

interface Props {
  writers: readonly api.Writer[];
  chosen: string;
  t: Texts;
  onChoose: (id: string) => void;
  onJoin: (name: string) => Promise<void>;
}

export function Writers({ writers, chosen, t, onChoose, onJoin }: Props) {
  const [joining, setJoining] = useState(false);
  return (
    <div class="writers">
      <fieldset>
        <legend>{t.whoWrites}</legend>
        {writers.map((writer) => (
          <label key={writer.id}>
            <input
              type="radio"
              name="writer"
              checked={writer.id === chosen}
              onChange={() => onChoose(writer.id)}
            />
            <span>{writer.name}</span>
          </label>
        ))}
        <button
          type="button"
          class="square"
          aria-label={t.joins}
          title={t.joins}
          aria-expanded={joining}
          onClick={() => setJoining(!joining)}
        >
          <Icon name="plus" />
        </button>
      </fieldset>
      {joining && (
        <AddForm
          fields={[{ label: t.joinsName }]}
          t={t}
          onAdd={([name = ""]) => onJoin(name)}
          onDone={() => setJoining(false)}
        />
      )}
    </div>
  );
}
