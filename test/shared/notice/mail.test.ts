import { describe, expect, test } from "vitest";
import type { Instant } from "../../../shared/clock/instant.ts";
import type { Because } from "../../../shared/notice/circle.ts";
import type { ClockTold } from "../../../shared/notice/clock.ts";
import type { DigestEntry } from "../../../shared/notice/digest.ts";
import { compose, composeDigest, type MailParts } from "../../../shared/notice/mail.ts";
import type { NoticeKind } from "../../../shared/notice/notice.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";
import { aTicket, organisation, someId } from "../../given.ts";

const kinds = [
  "received",
  "reply",
  "question-to-you",
  "resolved",
  "asker-replied",
  "reopened",
  "reminder",
  "no-reply",
  "promised",
  "promise-kept",
  "promise-withdrawn",
  "promise-denied",
] as const satisfies NoticeKind[];
type PlainKind = (typeof kinds)[number];
const clockKinds = ["warned", "escalated"] as const satisfies Exclude<NoticeKind, PlainKind>[];
const dueAt = "2026-12-03T11:30:00.000Z" as Instant;
const told: ClockTold = { clock: "firstResponse", dueAt };
const secret = 'Mijn rekening staat rood & <b>ik</b> "durf" het d\'r niet te zeggen';

const composed = ({ kind = "reply", ...given }: Partial<MailParts> & { kind?: PlainKind } = {}) =>
  compose({
    notice: { kind, dueAt },
    ticket: aTicket(),
    language: "nl",
    organisation,
    publicUrl: "https://loket.example",
    ...given,
  });
const addressing = (address: "je" | "u"): Organisation => ({
  ...organisation,
  organisation: { ...organisation.organisation, address },
});
const whole = ({ subject, text, html }: ReturnType<typeof compose>) => [subject, text, html].join("\n");

describe.each(kinds)("a mail of the kind %s", (kind) => {
  test.each(["nl", "en"] as const)(
    "names the question by its reference in the subject, never its text: %s",
    (language) => {
      const { subject } = composed({ kind, language, text: secret });
      expect(subject).toContain(aTicket().reference);
      expect(subject).not.toContain("rekening");
      expect(subject).not.toMatch(/[{}]/);
    },
  );

  test.each(["sensitive", "restricted", "not-recorded"] as const)(
    "holds no text where it is %s, and says so",
    (confidentiality) => {
      const mail = composed({ kind, ticket: aTicket({ confidentiality }), text: secret });
      expect(whole(mail)).not.toContain("rekening");
      expect(mail.text).toContain("privacy");
      expect(mail.html).toContain("privacy");
    },
  );

  test("holds the text where it is open", () => {
    expect(composed({ kind, text: secret }).text).toContain(secret);
  });

  test("says je or u as the organisation does, and never both", () => {
    const je = whole(composed({ kind, organisation: addressing("je"), text: "x" }));
    const u = whole(composed({ kind, organisation: addressing("u"), text: "x" }));
    expect(je).not.toMatch(/\b[uU]w?\b/);
    expect(u).not.toMatch(/\b([jJ]e|[jJ]ouw?)\b/);
  });

  test("is English for who reads English, whatever the Dutch call each other", () => {
    for (const address of ["je", "u"] as const) {
      const mail = composed({ kind, language: "en", organisation: addressing(address) });
      expect(whole(mail)).not.toMatch(/\b(vraag|je|uw?)\b/i);
      expect(mail.html).toContain('<html lang="en">');
      expect(mail.text).toContain("See the question");
    }
  });

  test("leads to the question", () => {
    const link = `https://loket.example/vragen/${aTicket().ticketId}`;
    for (const publicUrl of ["https://loket.example", "https://loket.example/"]) {
      const mail = composed({ kind, publicUrl });
      expect(mail.text).toContain(`: ${link}`);
      expect(mail.html).toContain(`href="${link}"`);
    }
  });
});

describe("a mail in HTML", () => {
  test("shows what was typed as text, line by line, and never runs it", () => {
    const { html } = composed({ text: `${secret}\n<script>alert(1)</script>` });
    expect(html).toContain(
      "<p>Mijn rekening staat rood &amp; &lt;b&gt;ik&lt;/b&gt; &quot;durf&quot; het d&#39;r niet te zeggen<br>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    );
    expect(html).not.toContain("<script");
    expect(html).not.toContain("<b>");
  });

  test("keeps a strange address inside its link", () => {
    const { html } = composed({ publicUrl: 'https://loket.example/"><script>' });
    expect(html).not.toContain("<script>");
  });

  test("says what the plain text says", () => {
    const { text, html } = composed({ text: "Het is geregeld." });
    for (const line of text.split("\n\n").filter((part) => !part.includes("https://"))) {
      expect(html).toContain(line);
    }
    expect(html).toContain('<html lang="nl">');
  });
});

test("a text with a dollar sign or the word reference in braces arrives as it was typed", () => {
  expect(composed({ text: "Het kost $& of {reference}" }).text).toContain("Het kost $& of {reference}");
});

test("a mail without a text does not speak of one", () => {
  const { text } = composed({ ticket: aTicket({ confidentiality: "restricted" }) });
  expect(text).not.toContain("privacy");
});

test("je and u are told apart", () => {
  expect(composed({ organisation: addressing("je") }).subject).toBe(
    `Reactie op je vraag ${aTicket().reference}`,
  );
  expect(composed({ organisation: addressing("u") }).subject).toBe(
    `Reactie op uw vraag ${aTicket().reference}`,
  );
});

test("a mail says who sends it", () => {
  expect(composed().text.trimEnd().split("\n").at(-1)).toContain("Regiodienst Vechterhout");
  expect(composed({ language: "en" }).text).toContain("Vechterhout Regional Service");
});

describe.each(clockKinds)("a mail to an agent of the kind %s", (kind) => {
  const toAgent = (given: Partial<MailParts> = {}, of: Partial<ClockTold> = {}, mayOpen = true) =>
    composed({ notice: { kind, told: { ...told, ...of }, mayOpen, because: "owner" }, ...given });

  test.each(["sensitive", "restricted"] as const)(
    "about a %s question tells nothing of the clock to who may not open it",
    (confidentiality) => {
      const ticket = aTicket({ confidentiality });
      const explanation = { nl: "Eerste reactie te laat.", en: "First response too late." };
      const closed = whole(toAgent({ ticket }, { explanation }, false));
      expect(closed).not.toMatch(/eerste reactie|december/i);
      expect(whole(toAgent({ ticket }, {}, true))).toContain("eerste reactie");
      expect(whole(toAgent({}, { explanation }, false))).toContain("Eerste reactie te laat.");
    },
  );

  test("says which clock, and until when by the clock on the organisation's wall", () => {
    expect(toAgent().text).toContain("eerste reactie");
    expect(toAgent().text).toContain("donderdag 3 december om 12.30 uur");
    expect(toAgent({ language: "en" }).text).toContain("Thursday 3 December at 12:30");
    expect(toAgent({}, { dueAt: "2026-07-01T10:30:00.000Z" as Instant }).text).toContain(
      "woensdag 1 juli om 12.30 uur",
    );
  });

  test.each([
    [4 * 3600 + 15 * 60, "4 uur en 15 minuten werktijd", "4 hours and 15 minutes of working time"],
    [3660, "1 uur en 1 minuut werktijd", "1 hour and 1 minute of working time"],
    [7200, "2 uur werktijd", "2 hours of working time"],
  ])("says how long ago that was, in working time: %i seconds", (lateSeconds, nl, en) => {
    expect(toAgent({}, { lateSeconds }).text).toContain(`Te laat: ${nl}`);
    expect(toAgent({ language: "en" }, { lateSeconds }).text).toContain(`Late by: ${en}`);
  });

  test("speaks of no lateness where it is less than a minute", () => {
    expect(toAgent({}, { lateSeconds: 59 }).text).not.toContain("Te laat");
  });

  test("names the reference in the subject, in both languages, and leaves nothing to fill in", () => {
    for (const language of ["nl", "en"] as const) {
      const mail = toAgent({ language });
      expect(mail.subject).toContain(aTicket().reference);
      expect(whole(mail)).not.toMatch(/[{}]|undefined/);
      expect(mail.text).toContain(`/vragen/${aTicket().ticketId}`);
    }
  });

  test("leads whoever may not open the question nowhere, and says so", () => {
    for (const [address, voice] of [
      ["je", "Je kunt deze vraag zelf niet openen"],
      ["u", "U kunt deze vraag zelf niet openen"],
    ] as const) {
      const mail = toAgent({ organisation: addressing(address) }, {}, false);
      expect(mail.text).toContain(voice);
      expect(whole(mail)).not.toContain("vragen/");
      expect(whole(mail)).not.toContain("href");
    }
    expect(toAgent({ language: "en" }, {}, false).text).toContain("You cannot open this question yourself");
  });
});

test("every clock has a name in both languages", () => {
  const named = (language: "nl" | "en") =>
    (["firstResponse", "nextResponse", "resolution", "ola", "statutory", "promise"] as const).map(
      (clock) =>
        composed({
          language,
          notice: { kind: "warned", told: { ...told, clock }, mayOpen: true, because: "team" },
        }).text.split("\n")[4],
    );
  expect(new Set(named("nl")).size).toBe(6);
  expect(new Set(named("en")).size).toBe(6);
  expect([...named("nl"), ...named("en")].join()).not.toContain("undefined");
});

test("a promise is confirmed with its moment by the clock on the wall, before what it says", () => {
  expect(composed({ kind: "promised", text: "We bellen." }).text).toContain(
    "Dit beloven we je, uiterlijk donderdag 3 december om 12.30 uur:\n\nWe bellen.",
  );
  expect(composed({ kind: "promised", language: "en", text: "We call." }).text).toContain(
    "We promise you this, by Thursday 3 December at 12:30:\n\nWe call.",
  );
});

test("a promise that was kept asks whether it was", () => {
  const address = addressing("u");
  expect(composed({ kind: "promise-kept", organisation: address }).text).toContain(
    "We hebben gedaan wat we u beloofden. Klopt dat? U kunt het bij uw vraag bevestigen.",
  );
  expect(composed({ kind: "promise-kept", language: "en" }).text).toContain("Is that right?");
});

test.each([
  ["received", "Je krijgt uiterlijk donderdag 3 december om 12.30 uur een eerste reactie.", "first response"],
  [
    "reminder",
    "Horen we niets, dan ronden we je vraag op donderdag 3 december af.",
    "on Thursday 3 December",
  ],
] as const)("a mail of the kind %s says until when, where that is known", (kind, nl, en) => {
  expect(composed({ kind }).text).toContain(nl);
  expect(composed({ kind, language: "en" }).text).toContain(en);
  for (const [language, words] of [
    ["nl", /uiterlijk|ronden we/],
    ["en", /first response|will resolve/],
  ] as const) {
    const { text } = composed({ notice: { kind }, language });
    expect(text).not.toMatch(words);
    expect(text).not.toMatch(/[{}]/);
  }
});

test("the clock on a Dutch wall has no nought before its hour", () => {
  const dueAt = "2026-12-03T07:31:00.000Z" as Instant;
  expect(composed({ notice: { kind: "promised", dueAt } }).text).toContain("om 8.31 uur");
  expect(composed({ notice: { kind: "promised", dueAt }, language: "en" }).text).toContain("at 08:31");
});

describe("a mail about a clock that is late", () => {
  const late = (
    because: Because,
    of: Partial<ClockTold> = {},
    { language = "nl", mayOpen = true, ...given }: Partial<MailParts> & { mayOpen?: boolean } = {},
  ) =>
    composed({
      notice: { kind: "escalated", told: { ...told, ...of }, mayOpen, because },
      language,
      ...given,
    });
  const { reference } = aTicket();

  test("names the clock, and what is the matter with it", () => {
    expect(late("owner").text).toMatch(/^De eerste reactie is te laat\.\n/);
    expect(late("owner", {}, { language: "en" }).text).toMatch(/^The first response is late\.\n/);
    expect(late("owner", { clock: "resolution" }).text).toMatch(/^De afhandeling is te laat\.\n/);
    expect(late("owner", { clock: "ola" }).text).toMatch(/^Het werk van het team is te laat\.\n/);
    const near = composed({ notice: { kind: "warned", told, mayOpen: true, because: "owner" } });
    expect(near.text).toMatch(/^De eerste reactie is bijna te laat\.\n/);
    expect(near.subject).toBe(`Vraag ${reference} is bijna te laat`);
  });

  test.each([
    ["owner", "Je krijgt dit omdat je de vraag hebt.", "because you have the question"],
    ["unclaimed", "Je krijgt dit omdat nog niemand de vraag heeft opgepakt.", "because nobody has taken up"],
    ["unreached", "Je krijgt dit omdat we degene die hierover gaat niet kunnen bereiken.", "cannot reach"],
    ["team", "Je krijgt dit omdat je bij dit team werkt en de vraag nog steeds wacht.", "at this team"],
    [
      { role: "coordinator" },
      "Je krijgt dit omdat je dagcoördinator bent en de vraag nog steeds wacht.",
      "You get this as day coordinator, because the question is still waiting.",
    ],
    [
      { role: "service-manager" },
      "Je krijgt dit omdat je teamleider Personeelsloket bent en de vraag nog steeds wacht.",
      "You get this as service manager,",
    ],
    [{ role: "nobody-named-it" }, "omdat je nobody-named-it bent", "as nobody-named-it"],
  ] as const)("says why it came: %j", (because, nl, en) => {
    expect(late(because).text).toContain(nl);
    expect(late(because, {}, { language: "en" }).text).toContain(en);
    const u = whole(late(because, {}, { organisation: addressing("u") }));
    expect(u).not.toMatch(/\b([jJ]e|[jJ]ouw?)\b/);
  });

  test("is called an escalation from the second tier on", () => {
    const subject = (tier: number, language: "nl" | "en") => late("team", { tier }, { language }).subject;
    expect(subject(1, "nl")).toBe(`Vraag ${reference} is te laat`);
    expect(subject(1, "en")).toBe(`Question ${reference} is late`);
    expect(subject(2, "nl")).toBe(`Opgeschaald: vraag ${reference} is te laat`);
    expect(subject(3, "en")).toBe(`Escalated: question ${reference} is late`);
  });

  test("speaks of a promise to who made it as theirs, to others as one, and never of working time", () => {
    const clock = "promise" as const;
    const own = late("owner", { clock, lateSeconds: 300 });
    expect(own.text).toMatch(
      /^Je afspraak met de vrager \(donderdag 3 december 12\.30 uur\) is niet nagekomen\.\n/,
    );
    expect(own.text).not.toContain("omdat");
    expect(own.text).toContain("Te laat: 5 minuten\n");
    const other = late({ role: "coordinator" }, { clock });
    expect(other.text).toMatch(/^Een afspraak met de vrager \(.*12\.30 uur\) is niet nagekomen\.\n/);
    expect(other.text).toContain("dagcoördinator bent en de afspraak nog openstaat.");
    expect(late("team", { clock }, { language: "en" }).text).toContain("(Thursday 3 December 12:30)");
    const law = late("owner", { clock: "statutory", lateSeconds: 3600 }, { language: "en" });
    expect(law.text).toContain("Late by: 1 hour\n");
  });

  test("says nothing of a promise or another clock to who may not be told", () => {
    for (const because of ["owner", "unclaimed", "team", { role: "coordinator" }] as const) {
      const ticket = aTicket({ confidentiality: "sensitive" });
      const { text } = late(because, { clock: "promise", lateSeconds: 300 }, { ticket, mayOpen: false });
      expect(text).toMatch(/^Een termijn is verlopen\.\n/);
      expect(text).not.toMatch(/afspraak|december|minuten/);
    }
  });
});

test("an end without a reply says that the question can be reopened", () => {
  expect(composed({ kind: "no-reply" }).text).toContain("heropenen");
  expect(composed({ kind: "no-reply", language: "en" }).text).toContain("reopen");
});

test("a word in braces that somebody typed stays what it was", () => {
  expect(composed({ text: "{je} {jouw} {due}" }).text).toContain("{je} {jouw} {due}");
});

describe("a digest", () => {
  const entry = (n: number, given: Partial<DigestEntry> = {}): DigestEntry => ({
    ...told,
    ticketId: someId("ticket", n),
    reference: makeReference(2026, n),
    mayOpen: true,
    ...given,
  });
  const entries = [
    entry(1),
    entry(2, { dueAt: "2026-12-02T08:00:00.000Z" as Instant, lateSeconds: 3600, clock: "resolution" }),
    entry(3, { mayOpen: false }),
  ];
  const digest = (language: "nl" | "en" = "nl", address: "je" | "u" = "je") =>
    composeDigest({
      entries,
      language,
      organisation: addressing(address),
      publicUrl: "https://loket.example",
    });

  test("holds every deadline, the first to run out first, and counts them in its subject", () => {
    const { subject, text } = digest();
    expect(subject).toBe("Termijnen die aandacht vragen: 3");
    const places = [2, 1, 3].map((n) => text.indexOf(makeReference(2026, n)));
    expect(places.toSorted((one, other) => one - other)).toEqual(places);
    expect(text).toContain("Te laat: 1 uur werktijd");
    expect(digest("en").subject).toBe("Deadlines that need attention: 3");
  });

  test("tells only the reference of what is hidden from its reader", () => {
    const hidden = (n: number) => entry(n, { mayOpen: false, isHidden: true, clock: "statutory" });
    const { text } = composeDigest({
      entries: [hidden(4), hidden(5)],
      language: "nl",
      organisation,
      publicUrl: "https://loket.example",
    });
    expect(text).toContain(makeReference(2026, 4));
    expect(text).not.toMatch(/wettelijke|december/);
  });

  test("says why they are together", () => {
    expect(digest().text).toContain("Omdat het er veel zijn, staan ze bij elkaar in één mail.");
    expect(digest("en").text).toContain("Since there are many, they are together in one mail.");
  });

  test("of one deadline is the mail that it would have had", () => {
    const { reference, ticketId } = aTicket();
    const notice = {
      kind: "escalated" as const,
      told: { ...told, tier: 2, lateSeconds: 7200 },
      because: { role: "coordinator" },
      mayOpen: true,
    };
    const { told: clock, ...rest } = notice;
    const [only, publicUrl] = [{ ...clock, ...rest, reference, ticketId }, "https://loket.example"];
    expect(composeDigest({ entries: [only], language: "nl", organisation, publicUrl })).toEqual(
      composed({ notice }),
    );
  });

  test("that was stored before its reasons were says that a deadline has passed", () => {
    const [only, publicUrl] = [entry(1), "https://loket.example"];
    const { subject, text } = composeDigest({ entries: [only], language: "nl", organisation, publicUrl });
    expect(subject).toBe(`Vraag ${makeReference(2026, 1)} is te laat`);
    expect(text).not.toMatch(/omdat|undefined|[{}]/);
  });

  test("leads to those that its reader may open", () => {
    for (const part of [digest().text, digest().html]) {
      expect(part).toContain(`/vragen/${someId("ticket", 1)}`);
      expect(part).not.toContain(`/vragen/${someId("ticket", 3)}`);
    }
  });

  test("says je or u as the organisation does", () => {
    expect(whole(digest("nl", "u"))).not.toMatch(/\b([jJ]e|[jJ]ouw?)\b/);
    expect(whole(digest("nl", "je"))).not.toMatch(/\b[uU]w?\b/);
    expect(whole(digest())).not.toMatch(/[{}]/);
  });
});
