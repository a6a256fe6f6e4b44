/** The topic of the configuration that the month is about; nobody has written an answer for it. */
export const monthTopic = "vakantiegeld";

export type AskedBy = { person: string; text: string };
export type Spoken = AskedBy & { channel: "call" | "face" };

/** Weeks in which it is asked now and then, each way once. */
export const nowAndThen = {
  click: { person: "medewerker-hidde", text: "Wanneer wordt de eindejaarsuitkering betaald?" },
  call: {
    channel: "call",
    person: "medewerker-pim",
    text: "Krijg ik ook een eindejaarsuitkering als ik in september ben begonnen?",
  },
  face: {
    channel: "face",
    person: "medewerker-joris",
    text: "Hoe hoog is mijn eindejaarsuitkering dit jaar?",
  },
} as const satisfies Record<string, AskedBy | Spoken>;

/** The payslip of December has been sent, and something in it is not what people had reckoned with. */
export const firstDay: Spoken[] = [
  {
    channel: "call",
    person: "medewerker-thijs",
    text: "De eindejaarsuitkering op de strook van december is lager dan vorig jaar.",
  },
  {
    channel: "call",
    person: "medewerker-wouter",
    text: "Ik mis de maanden van mijn ouderschapsverlof in de eindejaarsuitkering.",
  },
  {
    channel: "call",
    person: "medewerker-ulrike",
    text: "Is de eindejaarsuitkering van december wel goed berekend?",
  },
];

export const secondDay: { clicks: AskedBy[]; spoken: Spoken[] } = {
  clicks: [
    { person: "medewerker-anna", text: "Mijn eindejaarsuitkering klopt niet met de strook van december." },
    { person: "medewerker-bilal", text: "Waarom is mijn eindejaarsuitkering dit jaar minder?" },
    { person: "medewerker-cem", text: "Er mist een deel van mijn eindejaarsuitkering op de strook." },
    {
      person: "medewerker-kirsten",
      text: "De eindejaarsuitkering op mijn strook klopt niet. Mijn bsn is 111222333, bel me op 06 12345678. Groet, Kirsten van der Bestaatniet",
    },
    {
      person: "medewerker-daphne",
      text: "Op de strook van december staat een andere eindejaarsuitkering dan ik had berekend.",
    },
    { person: "medewerker-farid", text: "Ik snap niet hoe mijn eindejaarsuitkering is berekend." },
    {
      person: "medewerker-geertje",
      text: "Klopt de eindejaarsuitkering op mijn salarisstrook van december?",
    },
  ],
  spoken: [
    {
      channel: "call",
      person: "medewerker-jamal",
      text: "Mijn eindejaarsuitkering is lager dan die van mijn collega.",
    },
    {
      channel: "face",
      person: "medewerker-joris",
      text: "Mijn strook van december klopt niet met de eindejaarsuitkering.",
    },
  ],
};

/** About the same payslip in words that no topic knows: the machine makes a topic for them, and gives it no name. */
export const inOtherWords: Spoken[] = [
  {
    channel: "call",
    person: "medewerker-sem",
    text: "Wat is dat bijzonder tarief waar de fiscus ruim de helft mee inpikt?",
  },
  {
    channel: "call",
    person: "medewerker-pim",
    text: "Waarom houdt de fiscus bij het bijzonder tarief zo veel in?",
  },
  {
    channel: "face",
    person: "medewerker-ilse",
    text: "Bijzonder tarief: waarom betaal ik zo'n hoog percentage?",
  },
];

/** What employees type who look it up before they ask. */
export const lookedUp: AskedBy[] = [
  { person: "medewerker-noor", text: "eindejaarsuitkering klopt niet" },
  { person: "medewerker-roos", text: "waarom is mijn eindejaarsuitkering lager" },
  { person: "medewerker-luuk", text: "hoe is de eindejaarsuitkering berekend" },
  { person: "medewerker-marijke", text: "eindejaarsuitkering op de strook van december" },
  { person: "medewerker-ilse", text: "eindejaarsuitkering en ouderschapsverlof" },
  { person: "leidinggevende-carla", text: "eindejaarsuitkering strook" },
];

/** Reads the answer and asks all the same. */
export const asksAllTheSame = {
  person: "medewerker-emily",
  typed: "end-of-year bonus lower than last year",
  text: "Is my end-of-year bonus right? I changed my working hours in May.",
};

export const afterwards: Spoken[] = [
  { channel: "call", person: "medewerker-hidde", text: "Klopt mijn eindejaarsuitkering van december?" },
  { channel: "face", person: "medewerker-thijs", text: "Waarom is de eindejaarsuitkering minder?" },
];

/** Who calls about something else on an ordinary day. */
export const otherCallers = [
  "medewerker-noor",
  "medewerker-roos",
  "medewerker-luuk",
  "medewerker-marijke",
  "medewerker-sem",
  "medewerker-ulrike",
];

export const replies = {
  usual: "Je eindejaarsuitkering is een percentage van wat je van december tot en met november verdiende.",
  leave:
    "Over maanden met onbetaald verlof bouw je niets op; daarom is je eindejaarsuitkering lager dan vorig jaar.",
  tax: "Over een eenmalig bedrag geldt een hoger tarief; bij je aangifte wordt het verrekend.",
  linked: "Dat staat in dit antwoord; samen doorgenomen.",
};

export const answerText = {
  written: [
    "Je eindejaarsuitkering staat op de strook van december. Het is een percentage van het salaris dat je **van december tot en met november** verdiende.",
    "Het bedrag is lager dan je dacht als je in die maanden:",
    "- korter in dienst was;\n- minder uren werkte;\n- onbetaald verlof had, ook een deel van je ouderschapsverlof.",
    "Klopt het dan nog niet? Stel je vraag aan het Personeelsloket en noem de maand waar het om gaat.",
  ].join("\n\n"),
  spoken:
    "De eindejaarsuitkering is een percentage van je salaris van december tot en met november. Korter in dienst, minder uren of onbetaald verlof maakt haar lager.",
};

export const answerSource = {
  kind: "collective-agreement",
  text: "Cao van de verzonnen gemeente Vechterhout, artikel 3.7",
} as const;

export const foundName = { nl: "Bijzonder tarief op de strook", en: "Special tax rate on the payslip" };

/** The day on which the answer is written, and from which it holds. */
export const draftedOn = "2026-12-30";
