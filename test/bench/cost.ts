import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { rowsOf } from "../../infra/commands/row-file.ts";
import { personCaller, systemCaller } from "../../infra/commands/session.ts";
import { upload } from "../../infra/commands/upload.ts";
import { startDynamoDb } from "../../infra/local/emulators.ts";
import { startHost } from "../../infra/local/host.ts";
import type { Answer } from "../../shared/contract/call.ts";
import type { Route } from "../../shared/contract/operations.ts";
import type { TicketId } from "../../shared/id.ts";

const questions = 100;

/** List prices of eu-west-1 in dollars, 2026-11; on demand, arm64, without the free tier. */
const price = {
  writeUnit: 0.705 / 1e6,
  readUnit: 0.141 / 1e6,
  queueRequest: 0.4 / 1e6,
  invocation: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
  gatewayRequest: 1.11 / 1e6,
  mail: 0.1 / 1e3,
};

export type Units = { write: number; read: number };

/**
 * What a question takes over its whole life: asked, routed, handed over, arrived, claimed, asked back, replied,
 * resolved and rated, with the reading that goes with it. Units are the ones that the table itself reports.
 */
export async function costOfQuestions(assembly: string) {
  const table = await startDynamoDb();
  const units: Units = { write: 0, read: 0 };
  const proxy = await countingProxy(table.url, units);
  const counts = { invocations: 0, invokedMs: 0, gateway: 0 };
  const host = await helpdeskOn(assembly, proxy.url);
  try {
    const { api, issuer } = host.urls;
    await upload<"POST /v1/people/imports">(rowsOf("infra/commands/demo-people.csv"), (part) =>
      systemCaller({ api, issuer }, undefined)("POST /v1/people/imports", { body: { rows: part.rows } }),
    );
    const [anna, femke, omar] = [
      personCaller({ api, issuer }, "medewerker-anna"),
      personCaller({ api, issuer }, "loket-femke"),
      personCaller({ api, issuer }, "salaris-omar"),
    ] as const;
    // First calls note the agents and warm the functions; they are no part of a question.
    await Promise.all([anna("GET /v1/me/tickets"), femke("GET /v1/tickets"), omar("GET /v1/tickets")]);
    units.write = 0;
    units.read = 0;
    for (let i = 0; i < questions; i++) await live(counts);
    return priced({ units, counts, mails: (await host.mails()).length });

    async function live(counted: typeof counts) {
      const done = async <R extends Route>(answer: Promise<Answer<R>>) => {
        counted.gateway += 1;
        const given = await answer;
        if (!given.ok) throw new Error(`refused: ${given.problem.code}`);
        return given.body;
      };
      const asked = await done(anna("POST /v1/tickets", { body: { text: `${lorem} ${counted.gateway}` } }));
      const { ticketId } = asked as { ticketId: TicketId };
      const params = { ticketId };
      await host.idle();
      await done(femke("GET /v1/tickets/{ticketId}", { params }));
      const body = { to: "payroll", reason: "needs-specialist", note: "Graag de inhouding nakijken." };
      await done(femke("POST /v1/tickets/{ticketId}/transfer", { params, body, key: `t${counted.gateway}` }));
      await host.idle();
      await done(omar("GET /v1/tickets/{ticketId}", { params }));
      await done(omar("POST /v1/tickets/{ticketId}/claim", { params, key: `c${counted.gateway}` }));
      await done(
        omar("POST /v1/tickets/{ticketId}/wait", {
          params,
          body: { for: "asker", text: lorem },
          key: `w${counted.gateway}`,
        }),
      );
      await done(anna("GET /v1/tickets/{ticketId}", { params }));
      await done(
        anna("POST /v1/tickets/{ticketId}/replies", {
          params,
          body: { text: lorem },
          key: `r${counted.gateway}`,
        }),
      );
      await done(omar("GET /v1/tickets/{ticketId}", { params }));
      await done(
        omar("POST /v1/tickets/{ticketId}/resolve", {
          params,
          body: { outcome: "answered", cause: "answered-only", text: lorem },
          key: `s${counted.gateway}`,
        }),
      );
      await done(anna("GET /v1/tickets/{ticketId}", { params }));
      await done(anna("POST /v1/tickets/{ticketId}/rating", { params, body: { score: 5 } }));
      await host.idle();
    }
  } finally {
    await host.stop();
    await proxy.stop();
    await table.stop();
  }
}

const lorem =
  "Op mijn strook van deze maand staat een inhouding die ik niet ken. Ik ben in september minder gaan werken en denk dat het daarmee te maken heeft. Klopt dat, en wordt het volgende maand weer rechtgezet?";

/** Working days of a month in which each agent has a page in sight for six hours, and out of sight for two. */
const asksOfAnAgent = 20 * (6 * 360 + 2 * 60);
const agents = 100;
/** In how many asks of a desk one of its questions changes: a hundred agents make a change every two seconds. */
const asksAChange = 5;
const waiting = 40;

/**
 * What a hundred agents cost in a month who follow their desks: each looks at a question, with a colleague beside them
 * at every other one.
 */
export async function costOfFollowing(assembly: string) {
  const table = await startDynamoDb();
  const units: Units = { write: 0, read: 0 };
  const proxy = await countingProxy(table.url, units);
  const host = await helpdeskOn(assembly, proxy.url);
  try {
    const { api, issuer } = host.urls;
    const [anna, femke, gijs] = [
      personCaller({ api, issuer }, "medewerker-anna"),
      personCaller({ api, issuer }, "loket-femke"),
      personCaller({ api, issuer }, "loket-gijs"),
    ] as const;
    const tickets: TicketId[] = [];
    for (let i = 0; i < waiting; i++) {
      const asked = await anna("POST /v1/tickets", { body: { text: `${lorem} ${i}` } });
      if (asked.ok && asked.body.recorded) tickets.push(asked.body.ticketId);
    }
    await host.idle();
    const params = { desk: "frontoffice" };
    const follow = async (caller: typeof femke, query: { since?: string; ticket: TicketId }) => {
      const answer = await caller("GET /v1/desks/{desk}/changes", { params, query });
      if (!answer.ok) throw new Error(`refused: ${answer.problem.code}`);
      return answer.body.next;
    };
    const open = (i: number) => tickets[Math.floor(i / 10) % tickets.length] as TicketId;
    let since = await follow(femke, { ticket: open(0) });
    const spent: Units = { write: 0, read: 0 };
    for (let i = 0; i < questions; i++) {
      if (i % asksAChange === 0) {
        await femke("POST /v1/tickets/{ticketId}/notes", {
          params: { ticketId: open(i) },
          body: { text: "Gebeld." },
        });
      }
      if (i % 20 === 0) await follow(gijs, { ticket: open(i) });
      await host.idle();
      const before = { ...units };
      since = await follow(femke, { since, ticket: open(i) });
      spent.write += units.write - before.write;
      spent.read += units.read - before.read;
    }
    const perAsk = { writeUnits: spent.write / questions, readUnits: spent.read / questions };
    // Asked as fast as it goes, a question is noted when it is opened only; agents write it again every twenty seconds.
    const writeUnits = Math.max(perAsk.writeUnits, 0.5);
    const asks = agents * asksOfAnAgent;
    const dollars = {
      table: asks * (writeUnits * price.writeUnit + perAsk.readUnits * price.readUnit),
      functions: asks * (price.invocation + billedSeconds * gigabytes * price.gigabyteSecond),
      gateway: asks * price.gatewayRequest,
    };
    return { perAsk: { ...perAsk, writeUnits }, asks, dollars };
  } finally {
    await host.stop();
    await proxy.stop();
    await table.stop();
  }
}

const helpdeskOn = (assembly: string, dynamodbUrl: string) =>
  startHost({
    assembly,
    emulators: { dynamodbUrl },
    parameters: ({ issuer, api }) => ({
      Issuer: issuer,
      Audience: "personeelsloket-api",
      MailSender: "personeelsloket@vechterhout.example",
      PublicUrl: api,
      CertificateArn: "",
      IssuersJson: "",
    }),
    onLog: () => {},
  });

/** Messages a question sends: routing, one desk, a notice for each of four events, the timer that closes it. */
const messagesOfAQuestion = 7;
/** Sent, received, deleted. */
const requestsOfAMessage = 3;
/** Batches of the figures in which a question stands, at the most: its life is longer than their window. */
const countingsOfAQuestion = 4;
/** Duration that AWS would bill a request or a batch for, at 512 MB; measured warm requests take less. */
const billedSeconds = 0.05;
const gigabytes = 0.5;

function priced({ units, counts, mails }: { units: Units; counts: { gateway: number }; mails: number }) {
  const perQuestion = (count: number) => count / questions;
  const invocations = perQuestion(counts.gateway) + messagesOfAQuestion * 2 + countingsOfAQuestion;
  const each = {
    writeUnits: perQuestion(units.write),
    readUnits: perQuestion(units.read),
    queueRequests: messagesOfAQuestion * requestsOfAMessage,
    invocations,
    gigabyteSeconds: invocations * billedSeconds * gigabytes,
    gatewayRequests: perQuestion(counts.gateway),
    mails: perQuestion(mails),
  };
  const dollars =
    each.writeUnits * price.writeUnit +
    each.readUnits * price.readUnit +
    each.queueRequests * price.queueRequest +
    each.invocations * price.invocation +
    each.gigabyteSeconds * price.gigabyteSecond;
  return {
    dollarsPerThousand: dollars * 1000,
    alsoGatewayPerThousand: each.gatewayRequests * price.gatewayRequest * 1000,
    alsoMailsPerThousand: each.mails * price.mail * 1000,
    each,
  };
}

const counted = new Set([
  "GetItem",
  "BatchGetItem",
  "Query",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "BatchWriteItem",
  "TransactWriteItems",
]);
const writing = new Set(["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"]);

/** Asks the table for the units of every request that passes, and adds them up. */
export async function countingProxy(
  target: string,
  units: Units,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
    const body = Buffer.concat(chunks).toString("utf8");
    const sent = counted.has(operation)
      ? JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: "TOTAL" })
      : body;
    const { host, connection, "content-length": _, "accept-encoding": __, ...headers } = request.headers;
    const answer = await fetch(`${target}${request.url}`, {
      method: "POST",
      headers: headers as Record<string, string>,
      body: sent,
    });
    const text = await answer.text();
    if (counted.has(operation) && answer.ok) {
      const { ConsumedCapacity = [] } = JSON.parse(text) as {
        ConsumedCapacity?: { CapacityUnits: number }[];
      };
      for (const { CapacityUnits } of [ConsumedCapacity].flat()) {
        // DynamoDB Local reports twice the units that AWS counts for a write in a transaction.
        const isDoubled = operation === "TransactWriteItems";
        units[writing.has(operation) ? "write" : "read"] += isDoubled ? CapacityUnits / 2 : CapacityUnits;
      }
    }
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
