// The desk's eye: the camera with its lamp, and pictures that are chosen, dropped or pasted. What they show goes on as a scan.
import { Camera, cameras, decode, possible } from "../shared/camera.js";
import { browser } from "../shared/kept.js";
import { show } from "./outcome.js";
import { say } from "./page.js";

const KEPT = "kiosk-camera";
const CHOSEN = "kiosk-camera-chosen";
const button = document.getElementById("camera");
const torch = document.getElementById("torch");
const file = document.getElementById("file");
const frame = document.querySelector(".eye");
const choice = document.getElementById("which-camera");

export class Eye {
  /** `scanned(text, way)` gets what is read. */
  constructor(scanned) {
    this.scanned = scanned;
    this.camera = new Camera(frame.querySelector("video"), (text) => scanned(text, "camera"), "environment", () => this.ended());
    button.hidden = !possible();
    button.addEventListener("click", () => this.toggle());
    torch.addEventListener("click", () => {
      const on = torch.getAttribute("aria-pressed") !== "true";
      torch.setAttribute("aria-pressed", String(on));
      this.camera.torch(on);
    });
    choice.addEventListener("change", () => {
      browser.set(CHOSEN, choice.value);
      this.camera.stop();
      this.toggle();
    });
    navigator.mediaDevices?.addEventListener("devicechange", () => this.camera.on && this.offer());
    file.addEventListener("change", () => {
      this.picture(file.files[0]);
      file.value = "";
    });
    addEventListener("paste", ({ clipboardData }) => this.picture([...(clipboardData?.files ?? [])][0]));
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      this.picture(event.dataTransfer?.files[0]);
    });
  }

  /** Open as it was when the page was left. */
  wake() {
    if (browser.get(KEPT) && possible()) this.toggle();
  }

  /** The card that is held into the camera counts anew. */
  forget() {
    this.camera.forget();
  }

  async toggle() {
    const { camera } = this;
    try {
      if (camera.on) camera.stop();
      else await camera.start(browser.get(CHOSEN) ?? "");
    } catch {
      show({ outcome: "unreadable", note: say("no_camera") }, true);
    }
    this.draw();
    browser.set(KEPT, camera.on ? "on" : "");
    if (camera.on) await this.offer();
  }

  draw() {
    button.setAttribute("aria-pressed", String(this.camera.on));
    frame.hidden = !this.camera.on;
    torch.hidden = !this.camera.hasTorch;
    torch.setAttribute("aria-pressed", "false");
  }

  /** It was unplugged, or another program took it: nobody must go on holding cards into it. */
  ended() {
    this.draw();
    show({ outcome: "unreadable", note: say("camera_ended") });
  }

  /** Let one of several cameras be chosen. */
  async offer() {
    const all = await cameras();
    choice.replaceChildren(...all.map(({ id, name }, n) => new Option(name || say("camera_n", { n: n + 1 }), id)));
    choice.value = this.camera.id;
    choice.hidden = all.length < 2;
  }

  async picture(chosen) {
    if (!chosen?.type.startsWith("image/")) return;
    const text = await decode(chosen);
    if (text) await this.scanned(text, "picture");
    else show({ outcome: "unreadable", note: say("no_code") });
  }
}
