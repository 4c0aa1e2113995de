import { type KeyboardEvent, type PointerEvent, useEffect } from "react";
import { LIST_WIDTH, prefer, usePreferences } from "../app/preferences";
import { useTexts } from "../texts/i18n";

const STEP = 16;

const fitting = (width: number): number =>
  Math.round(Math.min(LIST_WIDTH.most, Math.max(LIST_WIDTH.least, width)));

/** The edge of the list: drag it, or move it by the arrow keys; a double click sets it back. */
export function ListGrip() {
  const { t } = useTexts();
  const { listWidth } = usePreferences();

  useEffect(() => {
    document.documentElement.style.setProperty("--w-list", `${listWidth}px`);
  }, [listWidth]);

  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    prefer({ listWidth: fitting(event.clientX - left) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
    if (!step) return;
    event.preventDefault();
    prefer({ listWidth: fitting(listWidth + step) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is no <hr>
    <div
      className="grip"
      role="separator"
      aria-orientation="vertical"
      aria-label={t("list.width")}
      aria-valuemin={LIST_WIDTH.least}
      aria-valuemax={LIST_WIDTH.most}
      aria-valuenow={listWidth}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => prefer({ listWidth: LIST_WIDTH.usual })}
      onKeyDown={onKeyDown}
    />
  );
}
