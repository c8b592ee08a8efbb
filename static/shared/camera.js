// The camera and pictures as scanners: frames go to the decoder, texts come back; the same code not twice in three seconds.
import { script } from "./trusted-workers.js";

/** A card that is held still is read once in this time. */
export const SAME_MS = 3000;
const PAUSE_MS = 60;
const WIDTH = 1280;

let worker = null;
const waiting = new Map();
let asked = 0;

/** The text of the QR code in a picture (ImageData or Blob), or null. */
export function decode(picture) {
  worker ??= Object.assign(new Worker(script("/static/shared/decoder-worker.js"), { type: "module" }), {
    onmessage: ({ data }) => {
      waiting.get(data.id)?.(data.text);
      waiting.delete(data.id);
    },
  });
  asked += 1;
  const id = asked;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    worker.postMessage({ id, picture }, picture instanceof ImageData ? [picture.data.buffer] : []);
  });
}

/** Whether this page may have a camera at all: only from this machine or over https. */
export const possible = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** All cameras of this machine, `{id, name}`; their names are empty before one was allowed. */
export async function cameras() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId: id, label: name }) => ({ id, name }));
}

/**
 * A camera that calls `heard(text)`, and `ended()` when it is unplugged or taken away. `video` shows what it sees; `facing` "user" is
 * the one that looks at who stands there.
 */
export class Camera {
  constructor(video, heard, facing = "environment", ended = () => {}) {
    Object.assign(this, { video, heard, facing, ended, stream: null, seen: new Map() });
    this.canvas = document.createElement("canvas");
  }

  get on() {
    return this.stream !== null;
  }

  /** Start looking, by the camera `id` where it is there. Throws what the browser says when there is none or it is not allowed. */
  async start(id = "") {
    const which = id ? { deviceId: { ideal: id } } : { facingMode: this.facing };
    const video = { ...which, width: { ideal: WIDTH }, height: { ideal: 720 } };
    this.stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    const [track] = this.stream.getVideoTracks();
    // Not fired by stop(): only where the camera went by itself.
    track?.addEventListener("ended", () => {
      this.stop();
      this.ended();
    });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.look();
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  /** The id of the camera that looks, or "". */
  get id() {
    return this.stream?.getVideoTracks()[0]?.getSettings().deviceId ?? "";
  }

  /** Whether the camera has a lamp. */
  get hasTorch() {
    return Boolean(this.stream?.getVideoTracks()[0]?.getCapabilities?.().torch);
  }

  async torch(on) {
    await this.stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on }] });
  }

  /** The codes seen may come again at once: after an undo. */
  forget() {
    this.seen.clear();
  }

  async look() {
    while (this.on) {
      const text = document.hidden ? null : await decode(this.frame());
      if (text && this.on && this.isNew(text)) this.heard(text);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  isNew(text) {
    const now = performance.now();
    const before = this.seen.get(text) ?? -Infinity;
    this.seen.set(text, now);
    for (const [other, at] of this.seen) if (now - at > SAME_MS) this.seen.delete(other);
    return now - before > SAME_MS;
  }

  frame() {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, WIDTH / (videoWidth || 1));
    this.canvas.width = Math.max(1, Math.round(videoWidth * scale));
    this.canvas.height = Math.max(1, Math.round(videoHeight * scale));
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    return context.getImageData(0, 0, this.canvas.width, this.canvas.height);
  }
}
