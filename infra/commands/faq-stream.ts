import { CannotRun, readArguments, runCommand, wholeNumber } from "./arguments.ts";
import { glossaryFor, readQuestionRows } from "./faq/question-rows.ts";
import { streamed } from "./faq/streaming.ts";

const help = `Lets the questions of a file come by one after another, of which people confirm the topic of a part, and says how
well the topics that they were put in agree with their own: normalised mutual information, B-cubed F1, and how many of
the twenty topics asked most are found; the means of five orders.

Usage: npm run faq:stream -- --file FILE --confirm SHARE [options]

A row is {"id","text","topic","lang"}, in JSON Lines or CSV; a row with the topic "oos" is about none and stands alone.

  --confirm SHARE    the share of the questions whose topic is confirmed, 0.25 for a quarter
  --seed N           other orders and other confirmations (default: 1)
  --glossary on|off  bridge languages and synonyms with the concepts of HR (default: on)
  --json             one line of JSON
  --help             this text`;

await runCommand(async () => {
  const { values, wantsHelp } = readArguments({
    file: { type: "string" },
    confirm: { type: "string" },
    seed: { type: "string" },
    glossary: { type: "string" },
    json: { type: "boolean" },
  });
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  if (!values.file || !values.confirm) {
    throw new CannotRun("Name the file and the share: --file FILE --confirm 0.25; --help says more.");
  }
  const figures = streamed(await readQuestionRows(values.file), {
    confirmed: shareFrom(values.confirm),
    seed: wholeNumber("--seed", values.seed ?? "1"),
    glossary: glossaryFor(values.glossary),
  });
  const { nmi, b3F1, top20 } = figures;
  console.log(
    values.json ? JSON.stringify(figures) : `nmi ${nmi}, B-cubed F1 ${b3F1}, top-20 recall ${top20}`,
  );
  return 0;
});

function shareFrom(text: string): number {
  const share = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new CannotRun(`--confirm takes a share between 0 and 1, not "${text}".`);
}
