// The desk's eye: the camera with its lamp, and pictures that are chosen, dropped or pasted. What they show goes on as a scan.
import { Camera, decode, possible } from "../shared/camera.js";
import { show } from "./outcome.js";
import { say } from "./page.js";

const KEPT = "kiosk-camera";
const button = document.getElementById("camera");
const torch = document.getElementById("torch");
const file = document.getElementById("file");
const frame = document.querySelector(".eye");

export class Eye {
  /** `scanned(text, way)` gets what is read. */
  constructor(scanned) {
    this.scanned = scanned;
    this.camera = new Camera(frame.querySelector("video"), (text) => scanned(text, "camera"));
    button.hidden = !possible();
    button.addEventListener("click", () => this.toggle());
    torch.addEventListener("click", () => {
      const on = torch.getAttribute("aria-pressed") !== "true";
      torch.setAttribute("aria-pressed", String(on));
      this.camera.torch(on);
    });
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
    if (localStorage.getItem(KEPT) && possible()) this.toggle();
  }

  /** The card that is held into the camera counts anew. */
  forget() {
    this.camera.forget();
  }

  async toggle() {
    const { camera } = this;
    try {
      if (camera.on) camera.stop();
      else await camera.start();
    } catch {
      show({ outcome: "unreadable", note: say("no_camera") }, true);
    }
    button.setAttribute("aria-pressed", String(camera.on));
    frame.hidden = !camera.on;
    torch.hidden = !camera.hasTorch;
    localStorage.setItem(KEPT, camera.on ? "on" : "");
  }

  async picture(chosen) {
    if (!chosen?.type.startsWith("image/")) return;
    const text = await decode(chosen);
    if (text) await this.scanned(text, "picture");
    else show({ outcome: "unreadable", note: say("no_code") });
  }
}
