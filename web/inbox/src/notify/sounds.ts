import type { AlertSound } from "../../../contract/types";

interface Tone {
  /** Hertz. */
  pitch: number;
  /** Seconds after the beginning, and how long it rings. */
  at: number;
  rings: number;
  loud: number;
}

/** Short and of our own making: no file, no licence. */
const SOUNDS: Record<AlertSound, readonly Tone[]> = {
  drop: [
    { pitch: 659, at: 0, rings: 0.22, loud: 0.5 },
    { pitch: 988, at: 0.09, rings: 0.34, loud: 0.45 },
  ],
  chime: [
    { pitch: 784, at: 0, rings: 0.6, loud: 0.34 },
    { pitch: 1175, at: 0.12, rings: 0.7, loud: 0.28 },
    { pitch: 1568, at: 0.24, rings: 0.8, loud: 0.2 },
  ],
  knock: [
    { pitch: 196, at: 0, rings: 0.1, loud: 0.9 },
    { pitch: 165, at: 0.13, rings: 0.12, loud: 0.8 },
  ],
};

let context: AudioContext | null = null;

const audio = (): AudioContext => {
  context ??= new AudioContext();
  return context;
};

/** Browsers let a page sound only after it has been touched once. */
export function unlockSound(): void {
  const unlock = () =>
    void audio()
      .resume()
      .catch(() => undefined);
  window.addEventListener("pointerdown", unlock, { once: true, capture: true });
  window.addEventListener("keydown", unlock, { once: true, capture: true });
}

/** Plays it; false where the browser does not let us yet. `volume` in percent. */
export async function play(sound: AlertSound, volume: number): Promise<boolean> {
  if (volume <= 0) return false;
  const out = audio();
  // Without a touch so far this stays pending for ever.
  await Promise.race([out.resume(), new Promise((done) => setTimeout(done, 300))]);
  if (out.state !== "running") return false;
  for (const tone of SOUNDS[sound]) ring(out, tone, (volume / 100) ** 2);
  count("sounds");
  return true;
}

function ring(out: AudioContext, { pitch, at, rings, loud }: Tone, volume: number): void {
  const begin = out.currentTime + at;
  const voice = new OscillatorNode(out, { frequency: pitch, type: "sine" });
  const gain = new GainNode(out, { gain: 0 });
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(loud * volume, begin + 0.012);
  gain.gain.exponentialRampToValueAtTime(0.0001, begin + rings);
  voice.connect(gain).connect(out.destination);
  voice.start(begin);
  voice.stop(begin + rings + 0.02);
}

/** How often this tab has alerted stands on the page: for whoever looks why it did, or did not. */
export function count(what: "sounds" | "desktops"): void {
  const { dataset } = document.documentElement;
  dataset[what] = String(Number(dataset[what] ?? 0) + 1);
}
