// A press that comes again at once is a nervous hand's: what it presses by then means the opposite, or the next one.
export const AGAIN_MS = 800;

/** An act that takes no second press while it is done, nor a moment after: the same button then means others. */
export function once(act) {
  let busy = false;
  return async (...all) => {
    if (busy) return;
    busy = true;
    await act(...all);
    setTimeout(() => (busy = false), AGAIN_MS);
  };
}

export class Again {
  constructor(within = AGAIN_MS) {
    Object.assign(this, { within, key: "", at: -Infinity });
  }

  /** Return true where this key was the last one, a moment ago. Only presses that count are remembered. */
  isSame(key) {
    const now = performance.now();
    if (key === this.key && now - this.at < this.within) return true;
    Object.assign(this, { key, at: now });
    return false;
  }
}
