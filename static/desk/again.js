// A key that means one thing and, once that is done, its opposite: pressed again at once it is a nervous hand's.
const AGAIN_MS = 800;

export class Again {
  constructor() {
    Object.assign(this, { key: "", at: -Infinity });
  }

  /** Return true where this key was the last one, a moment ago. Only presses that count are remembered. */
  isSame(key) {
    const now = performance.now();
    if (key === this.key && now - this.at < AGAIN_MS) return true;
    Object.assign(this, { key, at: now });
    return false;
  }
}
