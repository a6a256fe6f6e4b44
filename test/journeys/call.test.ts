import { afterAll, beforeAll, expect, test } from "vitest";
import type { Changed } from "../../shared/contract/view.ts";
import type { PersonId } from "../../shared/id.ts";
import { aHelpdesk, asked, given, type Helpdesk } from "./given.ts";

let helpdesk: Helpdesk;
beforeAll(async () => {
  helpdesk = await aHelpdesk("call");
});
afterAll(() => helpdesk?.host.stop());

const known = (person: string) => ({ is: "known" as const, personId: person as PersonId });

test("one call brings an answer, a hand-over and news of a question that exists, and no second question of it", async () => {
  const { as, host } = helpdesk;
  const earlier = await asked(helpdesk, "medewerker-anna", { text: "Klopt mijn rooster?" });
  await host.idle();
  const logged = given(
    await as("loket-femke")("POST /v1/contacts", {
      body: {
        channel: "call",
        seconds: 180,
        person: known("medewerker-anna"),
        questions: [
          { text: "Wanneer is de betaaldag?", answer: { text: "De vierentwintigste." } },
          { text: "Mijn toelage ontbreekt.", handOver: { desk: "payroll", reason: "needs-specialist" } },
        ],
        existing: [{ reference: earlier.reference, text: "Het gaat om week 47." }],
      },
    }),
  );
  if (!logged.recorded) throw new Error("the call is recorded");
  expect(logged.tickets.map(({ state, isNew }) => [state, isNew])).toEqual([
    ["resolved", true],
    ["queued", true],
    ["queued", false],
  ]);
  await host.idle();
  const [answered, handedOver, existing] = await Promise.all(
    logged.tickets.map(({ ticketId }) => helpdesk.ticket("loket-gijs", ticketId)),
  );
  expect(answered).toMatchObject({ channel: "call", takenBy: "loket-femke", state: "resolved" });
  expect(handedOver).toMatchObject({ desk: "payroll", stay: { desk: "payroll", from: "frontoffice" } });
  expect(existing).toMatchObject({ ticketId: earlier.ticketId, channel: "click" });
  expect(existing?.thread.map(({ text }) => text)).toEqual(["Klopt mijn rooster?", "Het gaat om week 47."]);
  expect(given(await as("medewerker-anna")("GET /v1/me/tickets")).items).toHaveLength(3);
});

test("while a back office stands still, its question stays on the sender's list and is claimed back; the old message changes nothing", async () => {
  const { as, host } = helpdesk;
  const { ticketId } = await asked(helpdesk, "medewerker-bilal", { text: "Hoeveel verlof heb ik?" });
  await host.idle();
  host.setEventSourceEnabled("DeskLeave", false);
  let claimed: Changed;
  try {
    const params = { ticketId };
    given(
      await as("loket-femke")("POST /v1/tickets/{ticketId}/transfer", {
        params,
        body: { to: "leave", reason: "needs-specialist" },
      }),
    );
    await host.idle();
    const list = given(await as("loket-gijs")("GET /v1/tickets", { query: { desk: "frontoffice" } }));
    expect(list.items.find((item) => item.ticketId === ticketId)).toMatchObject({
      state: "queued",
      desk: "frontoffice",
      inTransitTo: "leave",
    });
    claimed = given(await as("loket-femke")("POST /v1/tickets/{ticketId}/claim", { params }));
  } finally {
    host.setEventSourceEnabled("DeskLeave", true);
  }
  await host.idle();
  const after = await helpdesk.ticket("loket-femke", ticketId);
  expect(after).toMatchObject({ state: "in-progress", desk: "frontoffice", claimedBy: "loket-femke" });
  expect(after.version).toBe(claimed.version);
});

test("a caller without mail is called back", async () => {
  const { as, host } = helpdesk;
  const logged = given(
    await as("loket-gijs")("POST /v1/contacts", {
      body: {
        channel: "call",
        person: known("medewerker-joris"),
        questions: [{ text: "Waar is mijn formulier?" }],
      },
    }),
  );
  if (!logged.recorded) throw new Error("the call is recorded");
  const ticketId = logged.tickets[0]?.ticketId as never;
  await host.idle();
  given(
    await as("loket-gijs")("POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId },
      body: { outcome: "answered", text: "Bij de balie." },
    }),
  );
  await host.idle();
  expect(await helpdesk.ticket("loket-femke", ticketId)).toMatchObject({ callBack: { attempts: 0 } });
  const callBack = (result: "reached" | "not-reached") =>
    as("loket-femke")("POST /v1/contacts", {
      body: {
        channel: "call",
        person: known("medewerker-joris"),
        existing: [{ ticketId, callBack: result }],
      },
    });
  expect(given(await callBack("not-reached"))).toMatchObject({ result: "not-reached" });
  expect(await helpdesk.ticket("loket-femke", ticketId)).toMatchObject({ callBack: { attempts: 1 } });
  given(await callBack("reached"));
  expect(await helpdesk.ticket("loket-femke", ticketId)).not.toHaveProperty("callBack");
});
