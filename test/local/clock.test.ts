import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { decodeJwt } from "jose";
import { afterEach, describe, expect, test } from "vitest";
import { clientSettings } from "../../infra/local/emulators.ts";
import { type Host, type HostOptions, startHost } from "../../infra/local/host.ts";
import { logIn } from "../../infra/local/login.ts";
import { recordOf } from "../../infra/local/stream-records.ts";
import { emulators } from "../emulated.ts";

const assembly = fileURLToPath(import.meta.resolve("./fixture.clock"));
const MachineDate = Date;

type Said = { at: string; event: Record<string, unknown> };

let host: Host;
let said: Said[] = [];
let errors: string[] = [];
const stop = async () => {
  await host?.stop();
  expect(globalThis.Date).toBe(MachineDate);
};
afterEach(stop);

// Its queues are its own, since they live at the time of the process that they run in.
const { sqsUrl, ...withoutQueues } = emulators;

async function start(options: Partial<HostOptions>): Promise<Host> {
  said = [];
  errors = [];
  host = await startHost({
    assembly,
    emulators: withoutQueues,
    onLog: ({ text, level }) =>
      level === "error" ? errors.push(text) : text.startsWith("{") && said.push(JSON.parse(text)),
    ...options,
  });
  return host;
}

const tuesday = "2026-12-01T09:00:00+01:00";
const atNine = (options: Partial<HostOptions> = {}) =>
  start({ clock: { startAt: tuesday }, schedules: "by-hand", ...options });
const eventsOf = (detailType: string) =>
  said.map(({ event }) => event).filter((event) => event["detail-type"] === detailType);
const inputs = () => said.map(({ event }) => event.as).filter(Boolean);
/** Seconds, since time runs on while a test does. */
const about = (instant: string) => expect.closeTo(Date.parse(instant) / 1000, -1);

describe("a schedule", () => {
  test("runs at its minute with the event that AWS sends", async () => {
    await start({ clock: { startAt: "2026-12-01T08:59:58.700Z" } });
    await expect.poll(() => eventsOf("Scheduled Event")).toHaveLength(1);
    expect(eventsOf("Scheduled Event")).toEqual([
      {
        version: "0",
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        "detail-type": "Scheduled Event",
        source: "aws.events",
        account: "000000000000",
        time: expect.stringMatching(/^2026-12-01T09:0\d:\d\dZ$/),
        region: "eu-west-1",
        resources: ["arn:aws:events:eu-west-1:000000000000:rule/clock-Minute1A2B3C4D"],
        detail: {},
      },
    ]);
    expect(host.outputs).toEqual({
      RuleArn: "arn:aws:events:eu-west-1:000000000000:rule/clock-Minute1A2B3C4D",
      RuleName: "every-morning",
    });
    // Idle resolves although there is a run to come in a minute.
    await host.idle({ timeoutMillis: 2_000 });
  });

  test("by hand runs when it is told to and not by itself, with its constant input", async () => {
    await start({ clock: { startAt: "2026-12-01T08:59:59.500Z" }, schedules: "by-hand" });
    await host.runSchedule("Morning");
    await host.runSchedule("Asleep");
    await new Promise((resolve) => setTimeout(resolve, 700));
    await expect.poll(inputs).toEqual(["morning", "asleep"]);
    expect(eventsOf("Scheduled Event")).toEqual([]);
    await host.runSchedule("Minute");
    await expect
      .poll(() => eventsOf("Scheduled Event"))
      .toMatchObject([{ time: expect.stringMatching(/^2026-12-01T09:0/) }]);
    await expect(host.runSchedule("Failing")).rejects.toMatchObject({ name: "TypeError" });
    await expect(host.runSchedule("Ticker")).rejects.toThrow("no hosted resource");
  });

  test("that a jump of the clock passed runs once, at the new time; a disabled one does not", async () => {
    await atNine();
    await host.clock?.moveTo("2026-12-01T12:00:30+01:00");
    // At half past seven the morning's run was over already.
    expect(eventsOf("Scheduled Event")).toMatchObject([{ time: "2026-12-01T11:00:30Z" }]);
    expect(inputs()).toEqual([]);
    await host.clock?.moveTo("2026-12-04T12:00:00Z");
    expect(inputs()).toEqual(["morning"]);
    expect(eventsOf("Scheduled Event")).toHaveLength(2);
    await host.clock?.moveTo("2026-12-04T12:00:05Z");
    expect(said).toHaveLength(3);
  });

  test("that fails is tried again later, and idle does not wait for that", async () => {
    await atNine();
    await host.clock?.moveTo("2199-01-01T00:00:00Z");
    await expect.poll(() => errors).toContain("failed; tried again in 1 minute(s)");
  });

  test.each([
    [
      "an event pattern",
      { EventPattern: { source: ["aws.s3"] } },
      "Odd (AWS::Events::Rule) has the property EventPattern",
    ],
    ["no schedule", {}, "Odd has no schedule"],
    [
      "a schedule that AWS would refuse",
      { ScheduleExpression: "rate(1 minutes)" },
      "The schedule rate(1 minutes)",
    ],
    [
      "a target that makes an event of its own",
      {
        ScheduleExpression: "rate(1 minute)",
        Targets: [{ Id: "a", Arn: { "Fn::GetAtt": ["Ticker", "Arn"] }, InputTransformer: {} }],
      },
      "A target of Odd has the property InputTransformer",
    ],
    [
      "a target that is no function",
      {
        ScheduleExpression: "rate(1 minute)",
        Targets: [{ Id: "a", Arn: { "Fn::GetAtt": ["Later", "Arn"] } }],
      },
      "The template calls the function arn:aws:sqs",
    ],
  ])("with %s is refused", async (_, properties, reason) => {
    const folder = mkdtempSync(join(tmpdir(), "assembly-"));
    cpSync(assembly, folder, { recursive: true });
    const file = join(folder, "Clock.template.json");
    const template = JSON.parse(readFileSync(file, "utf8"));
    template.Resources.Odd = { Type: "AWS::Events::Rule", Properties: properties };
    writeFileSync(file, JSON.stringify(template));
    const starting = start({ assembly: folder, clock: { startAt: tuesday } });
    await expect(starting).rejects.toThrow(reason);
    await expect(starting).rejects.toMatchObject({ name: "HostError" });
  });
});

describe("a clock", () => {
  const send = (options: { DelaySeconds?: number } = {}) =>
    new SQSClient(clientSettings(host.urls.sqs)).send(
      new SendMessageCommand({ QueueUrl: host.resource("Later"), MessageBody: "{}", ...options }),
    );
  /** When each message came to the function, by its clock. */
  const arrivals = () => said.flatMap(({ at, event }) => ((event.Records ?? []) as unknown[]).map(() => at));

  type Times = { now: number; instant: string; text: string; given: number };
  const timeOf = async () => (await host.invoke("Ticker", { as: "time" })) as Times;

  test("shows one time to the host, to functions and to their tokens, and moves warm ones too", async () => {
    await atNine();
    expect(Date.now() / 1000).toEqual(about(tuesday));
    expect((await timeOf()).now / 1000).toEqual(about(tuesday));

    await host.clock?.moveTo("2026-12-03T08:30:00+01:00");
    const { now, instant, text, given } = await timeOf();
    expect(host.clock?.now()).toBeGreaterThanOrEqual(now);
    expect(now / 1000).toEqual(about("2026-12-03T07:30:00Z"));
    expect(instant).toMatch(/^2026-12-03T07:30:/);
    expect(text).toMatch(/^Thu Dec 03 2026/);
    expect(given).toBe(0);

    const { accessToken } = await logIn(host.urls.issuer, "salaris-omar");
    const claims = await host.invoke("Ticker", { as: "token", token: accessToken, issuer: host.urls.issuer });
    expect(claims).toEqual(decodeJwt(accessToken));
    expect((claims as { iat: number }).iat).toEqual(about("2026-12-03T07:30:00Z"));

    await host.clock?.moveTo("2026-12-03T09:00:00+01:00");
    const later = { as: "token", token: accessToken, issuer: host.urls.issuer };
    await expect(host.invoke("Ticker", later)).rejects.toMatchObject({ name: "JWTExpired" });
  });

  test("dates the changes in a stream, though DynamoDB Local keeps the machine's time", async () => {
    await atNine();
    const made = { ApproximateCreationDateTime: new MachineDate() };
    const { dynamodb } = recordOf({ dynamodb: made }, "arn:aws:dynamodb:a-stream");
    expect(dynamodb.ApproximateCreationDateTime).toEqual(about(tuesday));
  });

  test("that moves makes a delayed message arrive", async () => {
    await atNine();
    await send({ DelaySeconds: 20 });
    await host.clock?.moveTo("2026-12-01T09:00:15+01:00");
    expect(arrivals()).toEqual([]);
    // No schedule falls due on the way, whose run would give the queue time to be read.
    await host.clock?.moveTo("2026-12-01T09:00:30+01:00");
    expect(arrivals()).toEqual([expect.stringMatching(/^2026-12-01T08:00:3/)]);
  });

  test("does not hand out again what is in hand while it moves", async () => {
    await atNine();
    await send();
    // Taken by now, and kept for the window of half a minute; hidden for as long.
    await new Promise((resolve) => setTimeout(resolve, 600));
    await host.clock?.moveTo("2026-12-01T10:00:00+01:00");
    expect(arrivals()).toEqual([expect.stringMatching(/^2026-12-01T08:00:0/)]);
  });

  test("moves forward only, and to an instant", async () => {
    await atNine();
    const moveTo = async (instant: string | number) => host.clock?.moveTo(instant);
    await expect(moveTo("2026-12-01T07:59:59Z")).rejects.toThrow("The clock moves forward only");
    await expect(moveTo("2026-12-01")).rejects.toThrow('"2026-12-01" is no instant');
    await expect(moveTo("2027-02-30T09:00:00Z")).rejects.toThrow("is no instant");
    await expect(moveTo(Number.NaN)).rejects.toThrow("is no instant");
    await moveTo(Date.parse("2026-12-01T08:30:00Z"));
    expect(Date.now() / 1000).toEqual(about("2026-12-01T08:30:00Z"));
  });

  test("is one in a process, and given back when its host stops", async () => {
    await atNine();
    const second = startHost({ assembly, clock: { startAt: tuesday }, onLog: () => {} });
    await expect(second).rejects.toThrow("one host in it can have one");
    expect(Date.now() / 1000).toEqual(about(tuesday));
    await stop();
    expect(Math.abs(Date.now() - new MachineDate().getTime())).toBeLessThan(1_000);
  });

  test("is told and moved at an address, which says no without one", async () => {
    await atNine();
    const ask = async (at?: unknown) => {
      const request = at === undefined ? {} : { method: "PUT", body: JSON.stringify({ at }) };
      const response = await fetch(`${host.urls.lambda}/clock`, request);
      return [response.status, await response.json()];
    };
    expect(await ask()).toEqual([200, { at: expect.stringMatching(/^2026-12-01T08:00:0\dZ$/) }]);
    const moved = { at: expect.stringMatching(/^2026-12-01T10:00:0\dZ$/) };
    expect(await ask("2026-12-01T11:00:00+01:00")).toEqual([200, moved]);
    expect(await ask()).toEqual([200, moved]);
    expect(await ask("yesterday")).toEqual([400, { message: expect.stringContaining("is no instant") }]);
    expect(await ask(tuesday)).toEqual([400, { message: expect.stringContaining("forward only") }]);
    expect((await ask(null))[0]).toBe(400);
    await stop();

    await start({});
    expect(host.clock).toBeUndefined();
    expect(await ask()).toEqual([409, { message: expect.stringContaining("--clock") }]);
    expect((await ask(tuesday))[0]).toBe(409);
  });
});
