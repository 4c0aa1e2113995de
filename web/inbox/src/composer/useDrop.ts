import { useEffect, useRef, useState } from "react";

const holdsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes("Files") ?? false;

/** Files may be dropped anywhere on the thread. True while some hang over it. */
export function useDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const act = useRef(onFiles);
  act.current = onFiles;

  useEffect(() => {
    const pane = document.getElementById("thread");
    if (!pane) return;
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const allow = (event: DragEvent) => holdsFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = 0;
      setOver(false);
      // Into the text of a mail.
      if (event.defaultPrevented) return;
      event.preventDefault();
      act.current([...(event.dataTransfer?.files ?? [])]);
    };
    pane.addEventListener("dragenter", enter);
    pane.addEventListener("dragleave", leave);
    pane.addEventListener("dragover", allow);
    pane.addEventListener("drop", drop);
    return () => {
      pane.removeEventListener("dragenter", enter);
      pane.removeEventListener("dragleave", leave);
      pane.removeEventListener("dragover", allow);
      pane.removeEventListener("drop", drop);
    };
  }, []);
  return over;
}
