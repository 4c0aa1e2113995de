const WIDTHS = ["w-40 w-80", "w-60 w-60", "w-40 w-60", "w-60 w-80", "w-40 w-80"];

/** Rows to come, in the size they will have. `late`: not before 150 ms, so that fast answers do not flicker. */
export function RowSkeletons({ late = false }: { late?: boolean }) {
  return (
    <div className={late ? "sk sk-late" : "sk"} aria-hidden="true">
      {WIDTHS.map((widths, at) => {
        const [name, line] = widths.split(" ");
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
          <div className="sk-row" key={at}>
            <i className="sk-a" />
            <span>
              <i className={name} />
              <i className={line} />
            </span>
            <i className="sk-t" />
          </div>
        );
      })}
    </div>
  );
}

/** Bubbles to come. */
export function BubbleSkeletons() {
  return (
    <div className="sk sk-late sk-bubbles" aria-hidden="true">
      <i className="sk-b w-60" />
      <i className="sk-b w-40" />
      <i className="sk-b sk-out w-40" />
      <i className="sk-b w-60" />
      <i className="sk-b sk-out w-60" />
    </div>
  );
}
