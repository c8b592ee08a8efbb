// Each outcome sounds and shakes differently, so that a receptionist need not look: rising, level, falling, a tick.
const TONES = {
  welcome: [[660, 0, 0.09], [990, 0.09, 0.16]],
  returned: [[660, 0, 0.09], [990, 0.09, 0.16]],
  already_in: [[520, 0, 0.12], [520, 0.17, 0.12]],
  unknown: [[330, 0, 0.18], [220, 0.2, 0.32]],
  cancelled: [[330, 0, 0.18], [220, 0.2, 0.32]],
  replaced: [[330, 0, 0.18], [220, 0.2, 0.32]],
  unreadable: [[300, 0, 0.12]],
  foreign: [[300, 0, 0.12], [300, 0.17, 0.12]],
  tested: [[660, 0, 0.09]],
  refused: [[300, 0, 0.12]],
};
const SHAKES = { welcome: [60], returned: [60], already_in: [60, 80, 60], unknown: [250], cancelled: [250], replaced: [250], unreadable: [40, 40, 40], foreign: [40, 40, 40] };

let context = null;
export const sound = { on: true };

/** Let an outcome be heard and felt. */
export function play(outcome) {
  navigator.vibrate?.(SHAKES[outcome] ?? []);
  if (!sound.on || !globalThis.AudioContext) return;
  context ??= new AudioContext();
  context.resume().catch(() => {});
  for (const [pitch, after, length] of TONES[outcome] ?? []) tone(pitch, context.currentTime + after, length);
}

function tone(pitch, at, length) {
  const voice = context.createOscillator();
  const volume = context.createGain();
  voice.type = "triangle";
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.5, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + length);
  voice.connect(volume).connect(context.destination);
  voice.start(at);
  voice.stop(at + length + 0.02);
}
