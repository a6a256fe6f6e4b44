import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HostError } from "./host-error.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Properties = Record<string, Json>;

export type Template = {
  Parameters?: Record<
    string,
    { Type: string; Default?: Json; AllowedValues?: Json[]; AllowedPattern?: string }
  >;
  Mappings?: Record<string, Record<string, Record<string, Json>>>;
  Conditions?: Record<string, Json>;
  Resources: Record<string, { Type: string; Properties?: Properties; Condition?: string }>;
  Outputs?: Record<string, { Value: Json; Condition?: string }>;
};

export type Assembly = {
  stackName: string;
  template: Template;
  /** The folder or file behind an asset, by the S3 key that the template names. */
  assetAt(objectKey: string): string;
};

export const pseudoParameters = {
  region: "eu-west-1",
  accountId: "000000000000",
  partition: "aws",
  urlSuffix: "amazonaws.com",
};

export function readAssembly(folder: string): Assembly {
  const manifestFile = join(folder, "manifest.json");
  if (!existsSync(manifestFile)) {
    throw new HostError(
      `There is no synthesized assembly in ${folder} (no manifest.json); run "cdk synth" first.`,
    );
  }
  const artifacts = Object.entries<{
    type: string;
    properties?: { templateFile?: string; stackName?: string };
  }>(readJson(manifestFile).artifacts ?? {});
  const stacks = artifacts.filter(([, artifact]) => artifact.type === "aws:cloudformation:stack");
  const [stack] = stacks;
  if (!stack || stacks.length > 1) {
    throw new HostError(`The host runs one stack, and the assembly in ${folder} holds ${stacks.length}.`);
  }
  const [id, { properties }] = stack;
  const templateFile = properties?.templateFile ?? `${id}.template.json`;
  return {
    stackName: properties?.stackName ?? id,
    template: readJson(join(folder, templateFile)),
    assetAt: assetsOf(folder, templateFile.replace(/\.template\.json$/, ".assets.json")),
  };
}

function assetsOf(folder: string, assetsFile: string) {
  type Asset = { source: { path?: string }; destinations: Record<string, { objectKey: string }> };
  const manifest = existsSync(join(folder, assetsFile)) ? readJson(join(folder, assetsFile)) : { files: {} };
  const paths = new Map<string, string>();
  for (const asset of Object.values<Asset>(manifest.files ?? {})) {
    for (const { objectKey } of Object.values(asset.destinations)) {
      if (asset.source.path) paths.set(objectKey, join(folder, asset.source.path));
    }
  }
  return (objectKey: string) => {
    const path = paths.get(objectKey);
    if (!path) throw new HostError(`The assembly holds no asset ${objectKey} (looked in ${assetsFile}).`);
    return path;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of these files is CDK's, read field by field above
function readJson(file: string): any {
  return JSON.parse(readFileSync(file, "utf8"));
}

export type Resolver = {
  /** Logical ids of the resources whose condition holds. */
  logicalIds: string[];
  typeOf(logicalId: string): string;
  propertiesOf(logicalId: string): Properties;
  propertyOf(logicalId: string, name: string): Json;
  outputs(): Record<string, string>;
};

export type ResolveOptions = {
  stackName: string;
  parameters?: Record<string, string>;
  /** What `Ref` (no attribute) or `Fn::GetAtt` of a resource gives. */
  valueOf(logicalId: string, attribute: string | undefined): Json;
  /** A last word on every text put together by Fn::Join or Fn::Sub. */
  rewrite?(text: string): string;
};

const noValue = Symbol("AWS::NoValue");
type Resolved = Json | typeof noValue;

export function resolveTemplate(template: Template, options: ResolveOptions): Resolver {
  const parameters = parameterValues(template, options.parameters ?? {});
  const conditions = new Map<string, boolean>();
  const rewrite = options.rewrite ?? ((text: string) => text);
  const pseudo: Record<string, Resolved> = {
    "AWS::Region": pseudoParameters.region,
    "AWS::AccountId": pseudoParameters.accountId,
    "AWS::Partition": pseudoParameters.partition,
    "AWS::URLSuffix": pseudoParameters.urlSuffix,
    "AWS::StackName": options.stackName,
    "AWS::StackId": `arn:aws:cloudformation:${pseudoParameters.region}:${pseudoParameters.accountId}:stack/${options.stackName}/local`,
    "AWS::NotificationARNs": [],
    "AWS::NoValue": noValue,
  };

  function resolve(value: Json): Resolved {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== noValue);
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (first && entries.length === 1 && (first[0] === "Ref" || first[0].startsWith("Fn::"))) {
      return intrinsic(first[0], first[1]);
    }
    return Object.fromEntries(
      entries.map(([key, item]) => [key, resolve(item)] as const).filter(([, item]) => item !== noValue),
    ) as Json;
  }

  function intrinsic(name: string, argument: Json): Resolved {
    switch (name) {
      case "Ref":
        return ref(String(argument));
      case "Fn::GetAtt": {
        const [logicalId, ...path] = Array.isArray(argument)
          ? argument.map(text)
          : String(argument).split(".");
        return attribute(logicalId ?? "", path.join("."));
      }
      case "Fn::Join": {
        const [separator, items] = list(argument);
        return rewrite(list(items).map(text).join(String(separator)));
      }
      case "Fn::Sub": {
        const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
        return rewrite(substitute(String(pattern), (variables ?? {}) as Record<string, Json>));
      }
      case "Fn::Select": {
        const [index, items] = list(argument);
        const chosen = list(items)[Number(index)];
        if (chosen === undefined)
          throw new HostError(`Fn::Select ${JSON.stringify(argument)} points outside its list.`);
        return chosen;
      }
      case "Fn::Split": {
        const [separator, source] = list(argument);
        return text(source ?? "").split(String(separator));
      }
      case "Fn::Base64":
        return Buffer.from(text(argument)).toString("base64");
      case "Fn::FindInMap": {
        const [map, top, second] = list(argument).map(text);
        const found = template.Mappings?.[map ?? ""]?.[top ?? ""]?.[second ?? ""];
        if (found === undefined)
          throw new HostError(`Fn::FindInMap finds nothing at ${map}.${top}.${second}.`);
        return found;
      }
      case "Fn::If": {
        const [condition, whenTrue, whenFalse] = argument as [string, Json, Json];
        return resolve(holds(condition) ? whenTrue : whenFalse);
      }
      case "Fn::Equals":
      case "Fn::Not":
      case "Fn::And":
      case "Fn::Or":
        return test({ [name]: argument });
      case "Fn::ImportValue":
        throw new HostError(
          `Fn::ImportValue ${JSON.stringify(argument)}: the host runs one stack and knows no other's exports.`,
        );
      default:
        throw new HostError(`The template uses ${name}, which the host does not know.`);
    }
  }

  function ref(name: string): Resolved {
    if (name in pseudo) return pseudo[name] as Resolved;
    if (name in parameters) return parameters[name] as Json;
    return attribute(name, undefined);
  }

  function attribute(logicalId: string, name: string | undefined): Json {
    if (!template.Resources[logicalId])
      throw new HostError(`The template refers to ${logicalId}, which it does not define.`);
    return options.valueOf(logicalId, name);
  }

  function substitute(pattern: string, variables: Record<string, Json>): string {
    return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const variable = variables[name.trim()];
      if (variable !== undefined) return text(variable);
      const [logicalId, ...path] = name.trim().split(".");
      return text(
        (path.length > 0 ? attribute(logicalId as string, path.join(".")) : ref(logicalId as string)) as Json,
      );
    });
  }

  function holds(condition: string): boolean {
    const known = conditions.get(condition);
    if (known !== undefined) return known;
    const definition = template.Conditions?.[condition];
    if (definition === undefined)
      throw new HostError(`The template names the condition ${condition}, which it does not define.`);
    const result = test(definition);
    conditions.set(condition, result);
    return result;
  }

  function test(value: Json): boolean {
    const [name, argument] = Object.entries(value as Record<string, Json>)[0] ?? [];
    const parts = (Array.isArray(argument) ? argument : [argument]) as Json[];
    switch (name) {
      case "Condition":
        return holds(String(argument));
      case "Fn::Equals":
        return text(parts[0] ?? "") === text(parts[1] ?? "");
      case "Fn::Not":
        return !test(parts[0] as Json);
      case "Fn::And":
        return parts.every(test);
      case "Fn::Or":
        return parts.some(test);
      default:
        throw new HostError(`The host cannot test the condition ${JSON.stringify(value)}.`);
    }
  }

  function list(value: Json | undefined): Json[] {
    const resolved = resolve(value ?? []);
    if (!Array.isArray(resolved))
      throw new HostError(`A list was expected where the template has ${JSON.stringify(value)}.`);
    return resolved;
  }

  function text(value: Json): string {
    const resolved = resolve(value);
    if (resolved === noValue || resolved === null || typeof resolved === "object") {
      throw new HostError(`A text was expected where the template has ${JSON.stringify(value)}.`);
    }
    return String(resolved);
  }

  return {
    logicalIds: Object.entries(template.Resources)
      .filter(([, resource]) => !resource.Condition || holds(resource.Condition))
      .map(([logicalId]) => logicalId),
    typeOf: (logicalId) => template.Resources[logicalId]?.Type ?? "",
    propertiesOf: (logicalId) => resolve(template.Resources[logicalId]?.Properties ?? {}) as Properties,
    propertyOf: (logicalId, name) =>
      resolve(template.Resources[logicalId]?.Properties?.[name] ?? null) as Json,
    outputs: () =>
      Object.fromEntries(
        Object.entries(template.Outputs ?? {})
          .filter(([, output]) => !output.Condition || holds(output.Condition))
          .map(([name, output]) => [name, text(output.Value)]),
      ),
  };
}

function parameterValues(template: Template, given: Record<string, string>): Record<string, Json> {
  const declared = template.Parameters ?? {};
  for (const name of Object.keys(given)) {
    if (!declared[name])
      throw new HostError(
        `The template has no parameter ${name}; it has ${Object.keys(declared).join(", ") || "none"}.`,
      );
  }
  return Object.fromEntries(
    Object.entries(declared).map(([name, parameter]) => {
      const value = given[name] ?? parameter.Default;
      if (value === undefined)
        throw new HostError(`The parameter ${name} has no default and was given no value.`);
      if (
        parameter.AllowedValues &&
        !parameter.AllowedValues.some((allowed) => String(allowed) === String(value))
      ) {
        throw new HostError(
          `The parameter ${name} may not be "${value}"; it is one of ${parameter.AllowedValues.join(", ")}.`,
        );
      }
      if (parameter.AllowedPattern && !new RegExp(`^(?:${parameter.AllowedPattern})$`).test(String(value))) {
        throw new HostError(
          `The parameter ${name} may not be "${value}"; it must match ${parameter.AllowedPattern}.`,
        );
      }
      const isList = parameter.Type === "CommaDelimitedList" || parameter.Type.startsWith("List<");
      return [
        name,
        isList
          ? String(value)
              .split(",")
              .map((item) => item.trim())
          : value,
      ];
    }),
  );
}
