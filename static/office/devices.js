// The office prints the square of a one-time link.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
