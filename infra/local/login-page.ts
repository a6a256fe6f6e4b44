import type { LocalPerson } from "./people.ts";

/** One button per person; there are no passwords on this machine. */
export function loginPage(uid: string, people: LocalPerson[]): string {
  const organisations = [
    ...new Set(
      people.map(({ memberships }) => memberships.map(({ organisation }) => organisation).join(" en ")),
    ),
  ];
  const groups = organisations.map(
    (organisation) => `
    <h2>${safe(organisation)}</h2>
    <div class="people">${people
      .filter(
        ({ memberships }) =>
          memberships.map((membership) => membership.organisation).join(" en ") === organisation,
      )
      .map(
        ({ id, name, work }) => `
      <button name="person" value="${safe(id)}"><b>${safe(name)}</b><span>${safe(work ?? "")}</span><code>${safe(id)}</code></button>`,
      )
      .join("")}
    </div>`,
  );
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inloggen op deze computer</title>
<style>
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1a2b3c; background: #f3f5f8; }
  main { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { margin: 0; }
  h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
  .people { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .75rem; }
  button { display: grid; gap: .1rem; padding: .75rem 1rem; font: inherit; color: inherit; text-align: left;
    background: #fff; border: 1px solid #5b7085; border-radius: .4rem; cursor: pointer; }
  button:hover { background: #e8f0fa; }
  button:focus-visible { outline: 3px solid #154273; outline-offset: 2px; }
  code { color: #4a5b6c; font-size: .85rem; }
</style>
</head>
<body>
<main>
  <h1>Wie bent u vandaag?</h1>
  <p>Dit zijn verzonnen mensen, voor gebruik op deze computer. Er is geen wachtwoord.</p>
  <form method="post" action="/login/${safe(uid)}">${groups.join("")}
  </form>
</main>
</body>
</html>
`;
}

/** Whoever signed out at the helpdesk has said so already: the form goes by itself. */
export function logoutPage(form: string): string {
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>Uitloggen op deze computer</title>
</head>
<body>
  ${form.replace("</form>", `<button name="logout" value="yes">Uitloggen</button></form>`)}
  <script>document.querySelector("button").click();</script>
</body>
</html>
`;
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
