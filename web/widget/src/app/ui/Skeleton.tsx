import { useAround, useSettled } from "./context";

/** The final layout in grey while the visit begins. */
export function Skeleton({ branded }: { branded: boolean }) {
  return (
    <main class="panel">
      <div class={branded ? "head" : "head unknown"} />
      <Bones />
      <div class="composer empty" />
    </main>
  );
}

/** The thread in grey, after 150 ms: what comes sooner does not flicker. */
export function Bones() {
  const { texts } = useAround();
  const slow = useSettled(true, 150);
  return (
    <div class="bones" aria-busy="true" role="img" aria-label={texts.loading}>
      {slow && (
        <>
          <i />
          <i />
          <i />
        </>
      )}
    </div>
  );
}
