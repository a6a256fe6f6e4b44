import { describe, expect, test } from "vitest";
import { compose, type MailParts } from "../../../shared/notice/mail.ts";
import type { NoticeKind } from "../../../shared/notice/notice.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import { aTicket, organisation } from "../../given.ts";

const kinds = [
  "received",
  "reply",
  "question-to-you",
  "resolved",
  "asker-replied",
  "reopened",
] as const satisfies NoticeKind[];
const secret = 'Mijn rekening staat rood & <b>ik</b> "durf" het d\'r niet te zeggen';

const composed = (given: Partial<MailParts> = {}) =>
  compose({
    kind: "reply",
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
