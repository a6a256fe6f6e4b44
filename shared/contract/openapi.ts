import * as z from "zod/mini";
import { type RefusalReason, refusals } from "../refusal.ts";
import { type Operation, operationOf, type Route, routes } from "./operations.ts";
import { Problem, statusOf } from "./problem.ts";

/** The contract as an OpenAPI 3.1 document, made from the same table as the routes. */
export function openApi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const [method, path] = route.split(" ") as [string, string];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Personeelsloket",
      version,
      description:
        "Vragen van medewerkers aan P&O, gesteld via het intranet (click), de telefoon (call) of de balie (face).",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      contact: { name: "Personeelsloket", url: "https://personeelsloket.example" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Problem: schemaOf(Problem, "output") },
      headers: { "API-Version": { description: "De versie van deze API", schema: { type: "string" } } },
    },
  };
}

/** `POST /v1/tickets/{ticketId}/claim` becomes `postTicketsByTicketIdClaim`. */
function operationId(route: Route): string {
  const [method, path] = route.split(" ") as [string, string];
  const words = path
    .replace("/v1", "")
    .replace(/\.json$/, "")
    .split(/[/-]/)
    .filter(Boolean)
    .map((part) => (part.startsWith("{") ? `By${capital(part.slice(1, -1))}` : capital(part)));
  return method.toLowerCase() + words.join("");
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function operationObject(route: Route): Record<string, unknown> {
  const operation = operationOf(route);
  return {
    operationId: operationId(route),
    summary: operation.summary,
    tags: [route.split("/")[2]],
    ...(operation.roles === "everyone"
      ? { security: [] }
      : {
          description: [`Rollen: ${operation.roles.join(", ")}.`, operation.description ?? []]
            .flat()
            .join(" "),
        }),
    parameters: [
      ...parametersOf(operation.params, "path"),
      ...parametersOf(operation.query, "query"),
      ...headersOf(operation),
    ],
    ...(operation.body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemaOf(operation.body, "input") } },
      },
    }),
    responses: {
      [operation.status]: {
        description: "Gelukt",
        headers: versionHeader,
        content: {
          "application/json": { schema: schemaOf(operation.returns, "output") },
          ...(operation.isAlsoCsv && { "text/csv": { schema: { type: "string" } } }),
        },
      },
      ...problemsOf(operation),
    },
  };
}

/** On every answer that a function gives; the gateway's own have none. */
const versionHeader = { "API-Version": { $ref: "#/components/headers/API-Version" } };

function parametersOf(schema: z.ZodMiniObject | undefined, place: "path" | "query"): unknown[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function headersOf(operation: Operation): unknown[] {
  const header = (name: string, description: string) => ({
    name,
    in: "header",
    required: false,
    description,
    schema: { type: "string" },
  });
  return [
    ...(operation.roles === "everyone"
      ? []
      : [header("Organisation", "Voor welke organisatie; weglaten mag wie er bij één hoort")]),
    ...(operation.isKeyed
      ? [
          header(
            "Idempotency-Key",
            "Een eigen sleutel: herhalen geeft hetzelfde antwoord en doet niets dubbel",
          ),
        ]
      : []),
    ...(operation.isVersioned ? [header("If-Match", "De versie (ETag) die je het laatst zag")] : []),
  ];
}

/** What any signed-in call may be refused for, and any call with a body. */
function problemsOf(operation: Operation): Record<string, unknown> {
  const reasons: RefusalReason[] = [
    ...operation.refuses,
    "invalid-input",
    ...(operation.roles === "everyone"
      ? []
      : ([
          "not-signed-in",
          "token-refused",
          "two-credentials",
          "not-a-member",
          "not-your-role",
          "busy",
        ] as const)),
    ...(operation.body
      ? (["malformed-json", "body-too-large", "not-json", "not-from-our-pages"] as const)
      : []),
    ...(operation.isKeyed ? (["key-reused"] as const) : []),
    ...(operation.isVersioned ? (["stale"] as const) : []),
  ];
  const byStatus = Map.groupBy(new Set(reasons), (reason) => statusOf[reason]);
  const own = [...byStatus].map(([status, of]) => [
    status,
    {
      description: of
        .map((reason) => `${reason}: ${refusals[reason].nl} / ${refusals[reason].en}`)
        .join("\n"),
      headers: versionHeader,
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]);
  return { ...Object.fromEntries(own), ...gatewayAnswers(byStatus) };
}

/** What the gateway itself may answer: not a problem document, so a client reads the status only. */
function gatewayAnswers(own: ReadonlyMap<number, unknown>): Record<string, unknown> {
  const gateway = {
    413: "Te groot",
    429: "Te veel verzoeken",
    500: "Er ging iets mis",
    503: "Niet bereikbaar",
  };
  const missing = Object.entries(gateway).filter(([status]) => !own.has(Number(status)));
  return Object.fromEntries(missing.map(([status, description]) => [status, { description }]));
}

function schemaOf(schema: z.ZodMiniType, io: "input" | "output"): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return rest;
}
