/** Who writes on which channel, and a way to add somebody. */
import { useState } from "preact/hooks";
import { Newcomer, NewGroup } from "./Adding";
import type * as api from "./api";
import { Icon, iconOf } from "./icons";
import { chatHash, visitHash, type Where } from "./place";
import type { Texts } from "./texts";
import { clock } from "./times";

interface Props {
  world: api.World | null;
  where: Where;
  t: Texts;
  language: string;
}

export function People({ world, where, t, language }: Props) {
  return (
    <nav class="people" aria-label={t.chats}>
      {!world && <div class="skeleton" role="status" aria-label={t.loading} />}
      {world?.sides.map((side) => (
        <SideList key={side.id} side={side} where={where} t={t} language={language} />
      ))}
      {world && world.visits.length > 0 && (
        <section>
          <h2>
            <Icon name="livechat" />
            {t.livechat}
          </h2>
          <ul>
            {world.visits.map((visit) => (
              <li key={visit.id}>
                <a
                  class="row"
                  href={visitHash(visit.id)}
                  aria-current={where.at === "visit" && where.channel === visit.id}
                >
                  <span class="who">{visit.name}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </nav>
  );
}

function SideList({ side, where, t, language }: Omit<Props, "world"> & { side: api.Side }) {
  const [adding, setAdding] = useState<"person" | "group" | null>(null);
  const done = () => setAdding(null);
  return (
    <section aria-label={side.name}>
      <h2>
        <Icon name={iconOf(side.kind)} />
        {side.name}
        {side.hasGroups && (
          <button
            type="button"
            class="square"
            aria-label={`${t.newGroup}, ${side.name}`}
            title={t.newGroup}
            aria-expanded={adding === "group"}
            onClick={() => setAdding(adding === "group" ? null : "group")}
          >
            <Icon name="group" />
          </button>
        )}
        <button
          type="button"
          class="square"
          aria-label={`${t.newCustomer}, ${side.name}`}
          title={t.newCustomer}
          aria-expanded={adding === "person"}
          onClick={() => setAdding(adding === "person" ? null : "person")}
        >
          <Icon name="plus" />
        </button>
      </h2>
      <p class="muted address">{side.address}</p>
      {adding === "person" && <Newcomer side={side} t={t} onDone={done} />}
      {adding === "group" && <NewGroup side={side} t={t} onDone={done} />}
      {side.people.length === 0 && !adding && <p class="muted">{t.noPeople}</p>}
      <ul>
        {side.people.map((person) => (
          <li key={person.id}>
            <a
              class="row"
              href={chatHash(side.id, person.id)}
              aria-current={
                where.at === "chat" && where.side === side.id && where.person === person.id
              }
            >
              <span class="who">
                {person.group && <Icon name="group" label={t.group} />}
                {person.name}
              </span>
              <span class="when">{person.at ? clock(person.at, language, t) : ""}</span>
              <span class="last">{person.last || person.address}</span>
              {person.fresh > 0 && (
                <span class="fresh">
                  {person.fresh}
                  <span class="unseen"> {t.fresh}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
