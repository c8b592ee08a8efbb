// The worklet that hands the microphone's samples on: pieces of a tenth of a second, 16 bits, with their peak.
const FRAMES = 1600;

class Tap extends AudioWorkletProcessor {
  pcm = new Int16Array(FRAMES);
  at = 0;
  peak = 0;

  process([input]) {
    for (const sample of input[0] ?? []) {
      const value = Math.max(-1, Math.min(1, sample));
      this.peak = Math.max(this.peak, Math.abs(value));
      this.pcm[this.at++] = value * 32767;
      if (this.at < FRAMES) continue;
      this.port.postMessage({ pcm: this.pcm.buffer, peak: this.peak }, [this.pcm.buffer]);
      this.pcm = new Int16Array(FRAMES);
      this.at = 0;
      this.peak = 0;
    }
    return true;
  }
}
registerProcessor("tap", Tap);
