// What a page keeps in this browser for a reload. A browser without room, or one that refuses, costs that reload and nothing
// else: to this page it stays known.
class Kept {
  constructor(storage) {
    Object.assign(this, { storage, memory: new Map() });
  }

  get(key) {
    return this.memory.get(key) ?? this.storage.getItem(key);
  }

  set(key, value) {
    try {
      this.storage.setItem(key, value);
      this.memory.delete(key);
    } catch {
      this.memory.set(key, String(value));
    }
  }

  drop(key) {
    this.memory.delete(key);
    this.storage.removeItem(key);
  }

  /** The keys that begin so. */
  keys(prefix) {
    return [...new Set([...Object.keys(this.storage), ...this.memory.keys()])].filter((key) => key.startsWith(prefix));
  }
}

/** Kept by this browser, and by this tab. */
export const browser = new Kept(localStorage);
export const tab = new Kept(sessionStorage);
