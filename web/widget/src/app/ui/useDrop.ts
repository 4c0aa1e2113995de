import { useState } from "preact/hooks";

/** Files dragged over the panel; null takes none, and the browser must not open them either. */
export function useDrop(take: ((files: Iterable<File>) => void) | null) {
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const handlers = {
    onDragOver(event: DragEvent) {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(take !== null);
    },
    onDragLeave(event: DragEvent) {
      const inside = (event.currentTarget as Node).contains(event.relatedTarget as Node | null);
      if (!inside) setOver(false);
    },
    onDrop(event: DragEvent) {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (take && event.dataTransfer) take([...event.dataTransfer.files]);
    },
  };
  return { over: over && take !== null, handlers };
}
