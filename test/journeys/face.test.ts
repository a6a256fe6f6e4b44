import { afterAll, beforeAll, expect, test } from "vitest";
import type { TicketId } from "../../shared/id.ts";
import { aHelpdesk, asked, given, type Helpdesk } from "./given.ts";

let helpdesk: Helpdesk;
beforeAll(async () => {
  helpdesk = await aHelpdesk("face");
});
afterAll(() => helpdesk?.host.stop());

test("an outsider at the desk: handed over, returned as wrong desk, resolved by the front office, mailed where they said", async () => {
  const { as, host } = helpdesk;
  const logged = given(
    await as("loket-femke")("POST /v1/contacts", {
      body: {
        channel: "face",
        location: "hoofdkantoor",
        person: { is: "outsider", name: "Oom Verzonnen", email: "oom@familie.example" },
        questions: [
          {
            text: "Krijgt mijn neef een verklaring?",
            handOver: { desk: "leave", reason: "needs-specialist" },
          },
        ],
      },
    }),
  );
  if (!logged.recorded) throw new Error("the visit is recorded");
  const ticketId = logged.tickets[0]?.ticketId as TicketId;
  const params = { ticketId };
  await host.idle();
  given(
    await as("verlof-petra")("POST /v1/tickets/{ticketId}/return", {
      params,
      body: { reason: "wrong-desk", note: "Niet van ons." },
    }),
  );
  expect(await helpdesk.ticket("loket-gijs", ticketId)).toMatchObject({
    channel: "face",
    desk: "frontoffice",
    returns: 1,
    asker: { kind: "outsider", name: "Oom Verzonnen" },
  });
  given(
    await as("loket-gijs")("POST /v1/tickets/{ticketId}/resolve", {
      params,
      body: { outcome: "answered", text: "Alleen aan uw neef zelf." },
    }),
  );
  await host.idle();
  const mails = (await host.mails()).filter(({ to }) => to.includes("oom@familie.example"));
  expect(mails.map(({ subject }) => subject.replace(/\d{10}/, "…")).toSorted()).toEqual([
    "Je vraag … is afgerond",
    "Je vraag … is ontvangen",
  ]);
  const contact = given(
    await as("loket-gijs")("GET /v1/contacts/{contactId}", { params: { contactId: logged.contactId } }),
  );
  expect(contact).toMatchObject({ channel: "face", location: "hoofdkantoor", tickets: [ticketId] });
});

test("a telephone log becomes contacts: new, existing, neither; refused with a reason; sent twice without doubles", async () => {
  const { as, system, host } = helpdesk;
  const { ticketId, reference } = await asked(helpdesk, "medewerker-anna", { text: "Hoe staat het ermee?" });
  const row = { startedAt: "2026-11-20 09:00", seconds: "60", takenBy: "loket-gijs", outcome: "doorgezet" };
  const rows = [
    { ...row, callId: "a", caller: "P1003", note: "Wil minder werken." },
    { ...row, callId: "b", reference, note: "Graag voor vrijdag." },
    { ...row, callId: "c", outcome: "verwezen" },
    { ...row, callId: "d", takenBy: "toestel 999", note: "Wie nam dit op?" },
    {
      ...row,
      callId: "e",
      caller: "000 000 99 77",
      outcome: "terugbelafspraak",
      note: "Belt een onbekende.",
    },
  ];
  const first = given(await system("POST /v1/phone-logs", { body: { rows } }));
  expect(first.totals).toEqual({ rows: 5, accepted: 4, known: 0, refused: 1 });
  expect(first.rows[3]).toMatchObject({ row: 4, faults: [{ column: "takenBy", code: "unknown" }] });
  expect(first.rows[1]).toMatchObject({ ticketId });
  expect(first.rows[2]).not.toHaveProperty("ticketId");
  const again = given(await system("POST /v1/phone-logs", { body: { rows } }));
  expect(again.totals).toEqual({ rows: 5, accepted: 0, known: 4, refused: 1 });
  expect(again.rows.map(({ contactId }) => contactId)).toEqual(first.rows.map(({ contactId }) => contactId));

  await host.idle();
  const made = await helpdesk.ticket("loket-femke", first.rows[0]?.ticketId as TicketId);
  expect(made).toMatchObject({
    channel: "call",
    takenBy: "loket-gijs",
    asker: { personId: "medewerker-anna" },
  });
  const unknown = await helpdesk.ticket("loket-femke", first.rows[4]?.ticketId as TicketId);
  expect(unknown).toMatchObject({ asker: { kind: "provisional" }, callBack: { attempts: 0 } });
  expect(given(await as("medewerker-anna")("GET /v1/me/tickets")).items).toHaveLength(2);
  const shown = given(
    await system("GET /v1/phone-logs/{importId}", { params: { importId: first.importId } }),
  );
  expect(shown).toMatchObject({ totals: { rows: 5, accepted: 4, refused: 1 }, items: [{}, {}, {}, {}, {}] });
});
