import { CannotRun, readArguments, runCommand } from "./arguments.ts";
import { type Accuracy, type Evaluation, evaluate, trained } from "./faq/evaluation.ts";
import { glossaryFor, isOn, noTopic, readQuestionRows } from "./faq/question-rows.ts";

const help = `Trains the matcher on the questions of one file, ranks those of another, and says how well that went.

Usage: npm run faq:evaluate -- --train FILE --test FILE [options]

A row is {"id","text","topic","lang"}, in JSON Lines or CSV. The topic "oos" stands for none: such rows are left out of
training, and in the test they are unknown, as are topics that training does not have. Accuracy and rank are over the
rows whose topic occurs in training; auroc says how well confidence tells these from the unknown.

  --glossary on|off  bridge languages and synonyms with the concepts of HR (default: on)
  --names on|off     let a topic learn its key as its name, "verlof_saldo" as "verlof saldo" (default: on)
  --json             one line of JSON
  --help             this text`;

await runCommand(async () => {
  const { values, wantsHelp } = readArguments({
    train: { type: "string" },
    test: { type: "string" },
    glossary: { type: "string" },
    names: { type: "string" },
    json: { type: "boolean" },
  });
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  if (!values.train || !values.test) {
    throw new CannotRun("Name the files: --train FILE --test FILE; --help says more.");
  }
  const training = { glossary: glossaryFor(values.glossary), withNames: isOn("--names", values.names) };
  const train = (await readQuestionRows(values.train)).filter(({ topic }) => topic !== noTopic);
  if (train.length === 0) throw new CannotRun(`${values.train} has no row with a topic.`);
  const test = await readQuestionRows(values.test);
  const evaluation = evaluate(trained(train, training), new Set(train.map(({ topic }) => topic)), test);
  console.log(values.json ? JSON.stringify(evaluation) : inWords(evaluation));
  return 0;
});

function inWords({ all, byLang, auroc, p50Us, p99Us, indexBytes }: Evaluation): string {
  return [
    line("all", all),
    ...Object.entries(byLang).map(([lang, accuracy]) => line(lang || "?", accuracy)),
    `unknown topics: auroc ${auroc ?? "–, every row is known or none is"}`,
    `per question: ${p50Us} µs (p50), ${p99Us} µs (p99)`,
    `index: ${indexBytes} bytes for a page, compressed`,
  ].join("\n");
}

function line(name: string, { acc1, acc3, acc5, mrr }: Accuracy): string {
  return `${name}: @1 ${acc1}, @3 ${acc3}, @5 ${acc5}, mrr ${mrr}`;
}
