// A refusal leads back to the page that was filled in; opened by itself, there is nothing to go back to.
const button = document.getElementById("back");
button.hidden = history.length < 2;
button.addEventListener("click", () => history.back());
