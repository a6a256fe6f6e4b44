import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { type FunctionSpec, startFunctions } from "../../infra/local/functions.ts";

const spec = (name: string): FunctionSpec => ({
  name,
  folder: fileURLToPath(import.meta.resolve("./fixture/asset.web")),
  handler: "index.handler",
  environment: {},
  timeoutSeconds: 5,
  memoryMegabytes: 128,
  reservedConcurrency: undefined,
});
const functions = startFunctions(
  [spec("one"), spec("two"), { ...spec("lost"), handler: "nowhere.handler" }],
  {},
  () => {},
  { mostWorkers: 2 },
);
afterAll(() => functions.stop());

const callsOf = async (name: string) =>
  JSON.parse((await functions.invoke(name, JSON.stringify({ as: "nap" }))).payload).calls as number;

test("more calls at once than the machine has room for wait their turn in the environments that there are", async () => {
  const calls = await Promise.all(["one", "one", "one", "one", "one"].map(callsOf));
  expect(calls.filter((call) => call === 1)).toHaveLength(2);
  expect(calls).toHaveLength(5);
});

test("an unused environment of one function makes way for another's", async () => {
  expect(await callsOf("two")).toBe(1);
  expect(await Promise.all(["one", "two"].map(callsOf))).toEqual([expect.any(Number), 2]);
});

test("a bundle that is not there fails the call with Lambda's own error", async () => {
  const { error } = await functions.invoke("lost", "{}");
  expect(error).toMatchObject({ errorType: "Runtime.ImportModuleError" });
});

test("an event over 6 MB, or over 1 MB when nobody waits for the answer, is refused", async () => {
  const event = JSON.stringify("x".repeat(1024 * 1024));
  await expect(functions.invoke("one", event, "async")).rejects.toThrow("exceeds the limit");
  await expect(functions.invoke("one", `"${"x".repeat(6 * 1024 * 1024)}"`)).rejects.toThrow(
    "exceeds the limit",
  );
});
