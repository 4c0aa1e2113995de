/**
 * What is to be read out of something that comes and goes, such as that somebody writes: the same words not
 * again within `quiet` milliseconds, but nothing.
 */
export function rarely(quiet: number, now: () => number = Date.now): (words: string) => string {
  let last = { words: "", at: 0 };
  return (words) => {
    const again = words === last.words && now() - last.at < quiet;
    if (words && !again) last = { words, at: now() };
    return again ? "" : words;
  };
}
