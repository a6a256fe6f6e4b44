import type { Stage } from "../stage.ts";
import { forEach, StepRefused } from "../stage.ts";
import { asksAllTheSame, lookedUp, monthTopic } from "./questions.ts";
import type { Tale } from "./tale.ts";

/** Agents hear of a new answer, and say that they read it. */
export async function readChange(stage: Stage, tale: Tale): Promise<void> {
  for (const [agent, name] of [
    ["loket-femke", "Femke"],
    ["loket-gijs", "Gijs"],
  ] as const) {
    const { items, unread } = await stage.must(agent, "GET /v1/changes", {});
    const change = items.find(({ topic, isRead }) => topic === monthTopic && !isRead);
    if (!change) throw new StepRefused(`${agent} hoort niet van het antwoord`);
    await stage.must(agent, "POST /v1/changes/read", { body: { changes: [change.change] } });
    const left = await stage.must(agent, "GET /v1/changes", {});
    tale.say(
      `${name} ziet bij wat er veranderd is: ‘${change.name.nl}’ heeft een antwoord (ongelezen: ${unread}, daarna ${left.unread})`,
    );
  }
}

/** Whoever looks just before the answer is published, so that what functions remember of that moment is put to the test. */
export async function lookTooEarly(stage: Stage, tale: Tale): Promise<void> {
  const [{ person, text } = { person: "", text: "" }] = lookedUp;
  const { suggestions } = await stage.must(person, "POST /v1/topics/suggest", { body: { text } });
  const own = suggestions.find(({ topic }) => topic === monthTopic);
  tale.say(
    `Noor typt “${text}”: ‘${own?.name.nl ?? "niets"}’, met ${own?.answers.length || "nog geen"} antwoord`,
  );
}

/** What a page knows beforehand, and what is suggested for what somebody types. */
export async function lookUp(stage: Stage, tale: Tale, revision: number): Promise<void> {
  const [first] = lookedUp;
  const index = await stage.must(first?.person ?? "", "GET /v1/topics/index", { query: {} });
  const known = index.unchanged ? undefined : index.topics.find(({ key }) => key === monthTopic);
  if (known?.answer?.revision !== revision) throw new StepRefused("de pagina kent het antwoord niet");
  tale.say(`Een minuut later kent de pagina van medewerkers het antwoord: ‘${known.name.nl}’`);
  let [found, helped] = [0, 0];
  await forEach(lookedUp, 6, async ({ person, text }) => {
    if (!(await isSuggested(stage, person, text, revision))) return;
    found += 1;
    const uses = (["shown", "opened", "answered"] as const).map((what) => ({
      topic: monthTopic,
      revision,
      what,
    }));
    const { taken } = await stage.must(person, "POST /v1/answers/uses", { body: { uses } });
    if (taken === uses.length) helped += 1;
  });
  if (found < lookedUp.length)
    stage.problems.push(`het antwoord is ${lookedUp.length - found} keer niet gevonden`);
  tale.say(
    `${found} van ${lookedUp.length} medewerkers vinden het al typend; ${helped} klikken: dit beantwoordt mijn vraag`,
  );
}

async function isSuggested(stage: Stage, person: string, text: string, revision: number): Promise<boolean> {
  const { suggestions } = await stage.must(person, "POST /v1/topics/suggest", {
    body: { text, isTyping: true },
  });
  const own = suggestions.find(({ topic }) => topic === monthTopic);
  return own?.answers.some((answer) => answer.revision === revision) ?? false;
}

/** An answer that was opened and did not do is counted as that. */
export async function askAllTheSame(stage: Stage, tale: Tale, revision: number) {
  const { person, typed, text } = asksAllTheSame;
  const isFound = await isSuggested(stage, person, typed, revision);
  const use = { topic: monthTopic, revision };
  await stage.must(person, "POST /v1/answers/uses", {
    body: {
      uses: [
        { ...use, what: "opened" },
        { ...use, what: "not-answered", reason: "not-my-situation" },
      ],
    },
  });
  const { ticketId, reference } = await stage.ask(person, { text, language: "en" });
  tale.say(
    `Emily ${isFound ? "vindt het ook, in het Engels" : "vindt het niet"}, leest het en vraagt het toch: kenmerk ${reference}`,
  );
  return ticketId;
}
