import { fileURLToPath } from "node:url";
import { CannotRun, readArguments, runCommand, tell } from "./arguments.ts";
import { readClosedDays } from "./holidays/closed-days.ts";
import { type Choices, daysLacking, liberationDayChoices, propose } from "./holidays/proposal.ts";
import { inDutch } from "./holidays/table.ts";

const help = `Proposes the Dutch public holidays of a year, beside the closed days of an organisation. It writes nothing: a day
counts once the administrator has put it in closedDays and in "closed" of the calendars.

Usage: npm run holidays -- YEAR [options]

  --organisation FILE  the organisation file to look in (default: the example, infra/organisation.json)
  --liberation-day WHEN  5 May: never, every-five-years (2025, 2030; the default) or every-year, as was agreed
  --good-friday        propose Good Friday too, where the collective agreement grants it
  --json               one JSON object on standard output, { year, proposed, missing, own }, and nothing else
  --help               this text

King's Day is 27 April, or the Saturday before where that is a Sunday. Easter Sunday and Whit Sunday are left out: they
always fall on a Sunday. "own" are closed days of that year that are no public holiday, such as the day after Ascension
Day: they are the organisation's choice and stay. A calendar that lacks a closed day is named on standard error.

Exit code: 0 fine, 2 it could not run.`;

const example = fileURLToPath(import.meta.resolve("../organisation.json"));

await runCommand(async () => {
  const { values, operands, wantsHelp } = readArguments(
    {
      organisation: { type: "string" },
      "liberation-day": { type: "string" },
      "good-friday": { type: "boolean" },
      json: { type: "boolean" },
    },
    ["year"],
  );
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const year = yearFrom(operands[0]);
  const choices = {
    liberationDay: liberationDayFrom(values["liberation-day"]),
    goodFriday: values["good-friday"] ?? false,
  };
  const organisation = readClosedDays(values.organisation ?? example);
  const proposal = propose(year, choices, organisation);
  console.log(values.json ? JSON.stringify(proposal) : inDutch(proposal));
  for (const { calendar, days } of daysLacking(year, organisation)) {
    tell(
      `Let op: kalender ${calendar} mist ${days.map(({ date, name }) => `${date} (${name.nl})`).join(", ")}.`,
    );
  }
  return 0;
});

function yearFrom(text: string | undefined): number {
  if (text === undefined) throw new CannotRun("Name the year; --help says how.");
  const year = Number(text);
  if (/^\d{4}$/.test(text) && year >= 2014 && year <= 2099) return year;
  throw new CannotRun(`The year is one from 2014, the first with a King's Day, to 2099, not "${text}".`);
}

function liberationDayFrom(text = "every-five-years"): Choices["liberationDay"] {
  const choice = liberationDayChoices.find((known) => known === text);
  if (choice) return choice;
  throw new CannotRun(`--liberation-day takes never, every-five-years or every-year, not "${text}".`);
}
