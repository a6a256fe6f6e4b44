import { expect, test } from "vitest";
import { logLine } from "../../infra/local/log-line.ts";

const line = (text: string) => logLine({ source: "loket-Tickets0A1B2C3D", level: "info", text });

test.each([
  ["a plain line keeps its text", "started", "loket-Tickets  started"],
  [
    "a structured line shows its level, message and own fields",
    '{"level":"WARN","message":"late","timestamp":"2026-01-01","cold_start":true,"ticket":"tkt_1","n":2}',
    "loket-Tickets  WARN late  ticket=tkt_1  n=2",
  ],
  ["a line that only looks structured is left alone", "{not json", "loket-Tickets  {not json"],
  ["figures are left out", '{"_aws":{"Timestamp":1},"Asked":1}', undefined],
])("%s", (_, text, expected) => {
  expect(line(text)).toBe(expected);
});
