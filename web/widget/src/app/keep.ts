/**
 * The little the browser keeps: token, unsent messages, draft, chosen language. The app only runs
 * once the visitor has opened the chat, so nothing is written before. Where storage is forbidden it
 * lasts as long as the page.
 */
export interface Keep {
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
}

export function keepIn(channelId: string, storage: () => Storage): Keep {
  const memory = new Map<string, string>();
  const key = (name: string) => `simpul:${channelId}:${name}`;
  const readText = (name: string): string | null => {
    try {
      return storage().getItem(key(name));
    } catch {
      return memory.get(name) ?? null;
    }
  };
  return {
    read<T>(name: string): T | null {
      try {
        return JSON.parse(readText(name) ?? "null") as T | null;
      } catch {
        return null;
      }
    },
    write(name: string, value: unknown): void {
      const gone = value === null || value === undefined || value === "";
      try {
        if (gone) storage().removeItem(key(name));
        else storage().setItem(key(name), JSON.stringify(value));
      } catch {
        if (gone) memory.delete(name);
        else memory.set(name, JSON.stringify(value));
      }
    },
  };
}
