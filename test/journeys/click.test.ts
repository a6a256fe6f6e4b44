import { afterAll, beforeAll, expect, test } from "vitest";
import { aHelpdesk, asked, given, type Helpdesk } from "./given.ts";

let helpdesk: Helpdesk;
beforeAll(async () => {
  helpdesk = await aHelpdesk("click");
});
afterAll(() => helpdesk?.host.stop());

const types = (history: { type: string }[]) => history.map(({ type }) => type);

test("a question by click goes to the front office, on to a specialist, waits for its asker, and is resolved twice", async () => {
  const { as, host } = helpdesk;
  const question = "Welke inhouding is dit geheime bedrag?";
  const { ticketId, reference } = await asked(helpdesk, "medewerker-anna", { text: question });
  const params = { ticketId };
  await host.idle();
  const routed = await helpdesk.ticket("loket-femke", ticketId);
  expect(routed).toMatchObject({
    state: "queued",
    desk: "frontoffice",
    asker: { name: "Anna Testers" },
    routing: { to: "frontoffice", reason: { nl: "Het Personeelsloket kijkt eerst" } },
  });

  given(await as("loket-femke")("POST /v1/tickets/{ticketId}/claim", { params }));
  given(
    await as("loket-femke")("POST /v1/tickets/{ticketId}/transfer", {
      params,
      body: { to: "payroll", reason: "needs-specialist" },
    }),
  );
  await host.idle();
  given(await as("salaris-omar")("POST /v1/tickets/{ticketId}/claim", { params }));
  given(
    await as("salaris-omar")("POST /v1/tickets/{ticketId}/wait", {
      params,
      body: { for: "asker", text: "Om welke maand gaat het?" },
    }),
  );
  const waiting = given(await as("medewerker-anna")("GET /v1/me/tickets"));
  expect(waiting.items).toMatchObject([{ reference, state: "waiting", waiting: "asker" }]);

  given(
    await as("medewerker-anna")("POST /v1/tickets/{ticketId}/replies", {
      params,
      body: { text: "Oktober." },
    }),
  );
  // Whoever has it in hand when the news comes through is told.
  await host.idle();
  const resolve = (text: string) =>
    as("salaris-omar")("POST /v1/tickets/{ticketId}/resolve", {
      params,
      body: { outcome: "answered", text },
    });
  given(await resolve("Dit is de pensioenpremie."));
  given(await as("medewerker-anna")("POST /v1/tickets/{ticketId}/rating", { params, body: { score: 2 } }));
  given(
    await as("medewerker-anna")("POST /v1/tickets/{ticketId}/reopen", {
      params,
      body: { reason: "answer-wrong" },
    }),
  );
  given(await resolve("Excuus: dit is de premie van november."));
  await host.idle();

  const ticket = await helpdesk.ticket("loket-femke", ticketId);
  expect(ticket).toMatchObject({ state: "resolved", reopenings: 1, rating: 2 });
  expect(types(ticket.history)).toEqual([
    ...["asked", "routed", "arrived", "claimed", "handed-over", "arrived", "claimed"],
    ...["replied", "waiting-started", "replied", "waiting-ended", "resolved", "rated", "reopened"],
    ...["claimed", "resolved"],
  ]);
  const mails = await helpdesk.mailsTo("medewerker-anna");
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
    `Je vraag ${reference} is afgerond`,
    `Je vraag ${reference} is afgerond`,
    `Je vraag ${reference} is ontvangen`,
    `We hebben iets van je nodig voor vraag ${reference}`,
  ]);
  expect(mails.some(({ text }) => text.includes("Dit is de pensioenpremie."))).toBe(true);
  const told = await helpdesk.mailsTo("salaris-omar");
  expect(told.map(({ subject }) => subject)).toEqual([
    `Vrager reageerde op vraag ${reference}`,
    `Vraag ${reference} is heropend`,
  ]);
  for (const { subject } of [...mails, ...told]) expect(subject).not.toContain("geheime");
});

test("who reads English is mailed in English", async () => {
  const { as, host } = helpdesk;
  const { ticketId, reference } = await asked(helpdesk, "medewerker-emily", { text: "Where is my payslip?" });
  await host.idle();
  given(
    await as("loket-femke")("POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId },
      body: { outcome: "answered", text: "In self-service." },
    }),
  );
  await host.idle();
  const mails = await helpdesk.mailsTo("medewerker-emily");
  expect(mails.map(({ subject }) => subject)).toEqual([
    `Your question ${reference} was received`,
    `Your question ${reference} was resolved`,
  ]);
  expect(mails[1]?.text).toContain("In self-service.");
});

test("the mail about a sensitive topic holds no word of the answer", async () => {
  const { as, host } = helpdesk;
  const { ticketId, reference } = await asked(helpdesk, "medewerker-bilal", {
    text: "Wanneer begint mijn verlof?",
    topic: "zwangerschapsverlof",
  });
  await host.idle();
  given(
    await as("loket-femke")("POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId },
      body: { outcome: "answered", text: "Zes weken van tevoren." },
    }),
  );
  await host.idle();
  const mails = await helpdesk.mailsTo("medewerker-bilal");
  expect(mails.map(({ subject }) => subject)).toEqual([
    `Je vraag ${reference} is ontvangen`,
    `Je vraag ${reference} is afgerond`,
  ]);
  for (const { text } of mails) expect(text).not.toMatch(/Zes weken|Wanneer begint/);
  expect(mails[1]?.text).toContain("Om je privacy te beschermen");
});

test("a restricted topic is a stub to its desk until somebody takes it up, and nothing to the front office", async () => {
  const { as, host } = helpdesk;
  const { ticketId } = await asked(helpdesk, "medewerker-cem", {
    text: "Er is iets met mijn loon.",
    topic: "loonbeslag",
  });
  await host.idle();
  const params = { ticketId };
  expect(await as("loket-femke")("GET /v1/tickets/{ticketId}", { params })).toMatchObject({ status: 404 });
  const seen = given(await as("vertrouwen-ugur")("GET /v1/tickets/{ticketId}", { params }));
  expect(seen).toMatchObject({ view: "stub", desk: "confidential" });
  expect(JSON.stringify(seen)).not.toContain("loon");
  given(await as("vertrouwen-ugur")("POST /v1/tickets/{ticketId}/claim", { params }));
  expect((await helpdesk.ticket("vertrouwen-ugur", ticketId)).thread).toMatchObject([
    { text: "Er is iets met mijn loon." },
  ]);
});

test("a signpost topic shows the way and keeps nothing", async () => {
  const { as } = helpdesk;
  const answer = given(
    await as("medewerker-hidde")("POST /v1/tickets", {
      body: { text: "Met wie kan ik praten?", topic: "vertrouwenspersoon" },
    }),
  );
  expect(answer).toMatchObject({ recorded: false, signposts: [{ key: "confidential-adviser" }] });
  expect(given(await as("medewerker-hidde")("GET /v1/me/tickets")).items).toEqual([]);
});
