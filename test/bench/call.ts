import { chromium } from "playwright-core";
import { rowsOf } from "../../infra/commands/row-file.ts";
import { personCaller, systemCaller } from "../../infra/commands/session.ts";
import { upload } from "../../infra/commands/upload.ts";
import { startDynamoDb, startQueuesAndBuckets } from "../../infra/local/emulators.ts";
import { startHost } from "../../infra/local/host.ts";
import { payslip, publish } from "../browser/desk-given.ts";
import { launchOptions } from "../browser/launch.ts";

const people = new URL("../../infra/commands/demo-people.csv", import.meta.url).pathname;

/**
 * A call about a known question as a script types it, from F2 until the agent is free for the next one: the median of
 * three, after one to warm up. What is measured is the page and the helpdesk, not how fast somebody types or speaks.
 */
export async function scriptedCall(assembly: string): Promise<{ seconds: number; keys: number }> {
  const [dynamodb, queues] = await Promise.all([startDynamoDb(), startQueuesAndBuckets()]);
  const host = await startHost({
    assembly,
    emulators: { dynamodbUrl: dynamodb.url, sqsUrl: queues.url },
    namePrefix: `bench-call-${process.pid}`,
    parameters: ({ issuer, api }) => ({ Issuer: issuer, PublicUrl: api }),
    onLog: () => {},
  });
  const browser = await chromium.launch(await launchOptions());
  try {
    const { api, issuer } = host.urls;
    const as = (person: string) => personCaller({ api, issuer, organisation: undefined }, person);
    const system = systemCaller({ api, issuer }, undefined);
    await upload<"POST /v1/people/imports">(rowsOf(people), (part) =>
      system("POST /v1/people/imports", { body: { rows: part.rows, complete: part.isLast } }),
    );
    await publish(as, "salarisstrook", payslip);
    const page = await browser.newPage();
    await page.goto(`${api}/werkplek`);
    await page.locator('button[value="loket-femke"]').click();
    await page.getByRole("heading", { name: "Werklijst" }).waitFor();
    const taken: { seconds: number; keys: number }[] = [];
    for (const name of ["ann", "bil", "cem", "far"]) taken.push(await call(page, name));
    const sorted = taken.slice(1).sort((a, b) => a.seconds - b.seconds);
    return sorted[1] ?? { seconds: Number.NaN, keys: 0 };
  } finally {
    await browser.close();
    await host.stop();
    await Promise.all([dynamodb.stop(), queues.stop()]);
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof chromium.launch>>["newPage"]>>;

async function call(page: Page, name: string): Promise<{ seconds: number; keys: number }> {
  const startedAt = performance.now();
  let keys = 0;
  const press = async (...pressed: string[]) => {
    for (const key of pressed) {
      keys += key.split("+").length;
      await page.keyboard.press(key);
    }
  };
  await press("F2");
  await page.locator("#call-who:focus").waitFor();
  await press(...name);
  await page.getByRole("option").first().waitFor();
  await press("Enter");
  await page.locator("#call-question:focus").waitFor();
  await press(..."strook");
  const answer = page.locator("#call-answer");
  while ((await answer.inputValue()) !== payslip.spoken) await page.waitForTimeout(10);
  await press("Control+Enter");
  await page.locator("#work-list:focus").waitFor();
  return { seconds: (performance.now() - startedAt) / 1000, keys };
}
