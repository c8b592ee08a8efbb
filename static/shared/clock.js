// The conference's clock in this page: the server's moment, carried on by the browser's monotonic clock. A computer whose own
// clock is put right moves no countdown.
let base = 0;

/** Take over the server's moment (ms since 1970), as of now. */
export function setClock(moment) {
  base = moment - performance.now();
}

/** Milliseconds since 1970 by the conference's clock. */
export const now = () => base + performance.now();
