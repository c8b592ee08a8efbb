// The label printer of this desk: whether a welcome prints by itself, and how many labels are left on the roll. Kept in this browser.
import { open } from "./forms.js";
import { browser } from "../shared/kept.js";
import { say } from "./page.js";

const ON = "kiosk-label-on-welcome";
const LEFT = "kiosk-labels-left";
/** So few that somebody should bring a new roll. */
const FEW = 20;

const button = document.getElementById("labels");
const form = document.getElementById("label-roll");

export class LabelRoll {
  /** `test(printed)` prints a test label. */
  constructor(test) {
    this.on = Boolean(browser.get(ON));
    const kept = browser.get(LEFT);
    /** Labels on the roll; null where nobody has counted them. */
    this.left = kept === null ? null : Number(kept);
    button.addEventListener("click", () => this.open());
    form.elements.on.addEventListener("change", () => this.keep());
    form.elements.left.addEventListener("input", () => this.keep());
    form.querySelector("[data-test]").addEventListener("click", () => test(() => this.used()));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.draw();
  }

  open() {
    form.elements.on.checked = this.on;
    form.elements.left.value = this.left ?? "";
    open(form);
    form.elements.on.focus();
  }

  keep() {
    const { on, left } = form.elements;
    this.on = on.checked;
    this.left = left.value === "" ? null : Math.max(0, Math.trunc(Number(left.value)) || 0);
    this.save();
  }

  /** One label has left the printer. */
  used() {
    if (this.left === null) return;
    this.left = Math.max(0, this.left - 1);
    if (document.activeElement !== form.elements.left) form.elements.left.value = this.left;
    this.save();
  }

  save() {
    browser.set(ON, this.on ? "on" : "");
    if (this.left === null) browser.drop(LEFT);
    else browser.set(LEFT, String(this.left));
    this.draw();
  }

  draw() {
    const few = this.on && this.left !== null && this.left <= FEW;
    button.setAttribute("aria-pressed", String(this.on));
    button.toggleAttribute("data-few", few);
    button.querySelector("span").textContent = !this.on || this.left === null ? say("labels") : say(this.left === 0 ? "labels_none" : "labels_left", { n: this.left });
  }
}
