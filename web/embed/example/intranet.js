// The address of the helpdesk and an access token come from the intranet: here from the address of this example.
const given = new URLSearchParams(location.hash.slice(1));
const api = given.get("api") ?? location.origin;
const form = document.querySelector("personeelsloket-vraag");

// Before the module has come: it takes over what was set.
form.getToken = async () => sessionStorage.getItem("intranet-token") ?? "";
form.setAttribute("api", api);
form.addEventListener("personeelsloket-sent", ({ detail }) => {
  document.title = `Verstuurd: ${detail.reference}`;
});
form.addEventListener("personeelsloket-answered", () => {
  document.title = "Beantwoord";
});

await import(`${given.get("module") ?? api}/embed/personeelsloket-vraag.js`);
