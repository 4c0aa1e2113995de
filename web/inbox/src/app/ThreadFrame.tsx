/** The thread's place while its code is on the way. */
export function ThreadFrame() {
  return (
    <main className="thread" aria-busy="true">
      <div className="hd" />
    </main>
  );
}
