// The worker that reads QR codes, from frames of a camera and from pictures, so that the page never stutters.
import { prepareZXingModule, readBarcodes } from "../vendor/zxing/reader/index.js";

prepareZXingModule({ overrides: { locateFile: (name) => `/static/vendor/zxing/reader/${name}` } });
const OPTIONS = { formats: ["QRCode"], maxNumberOfSymbols: 1 };

addEventListener("message", async ({ data: { id, picture } }) => {
  try {
    const found = await readBarcodes(picture, OPTIONS);
    postMessage({ id, text: found.find((symbol) => symbol.isValid)?.text ?? null });
  } catch (error) {
    postMessage({ id, text: null, error: String(error) });
  }
});
