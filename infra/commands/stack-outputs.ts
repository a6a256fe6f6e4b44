import { readFileSync } from "node:fs";
import * as z from "zod";
import { CannotRun } from "./arguments.ts";

export type Outputs = Record<string, string>;

const Described = z.object({
  Stacks: z.array(
    z.object({
      StackName: z.string(),
      Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })).default([]),
    }),
  ),
});

/**
 * The outputs of a stack from what `aws cloudformation describe-stacks` wrote.
 * @param stackName needed only where the file describes more than one
 */
export function outputsFrom(file: string, stackName: string | undefined): Outputs {
  const { Stacks } = described(file);
  const named = Stacks.filter(({ StackName }) => stackName === undefined || StackName === stackName);
  const [stack, second] = named;
  if (!stack) throw new CannotRun(`${file} describes no stack${stackName ? ` ${stackName}` : ""}.`);
  if (second) throw new CannotRun(`${file} describes several stacks; choose one with --stack.`);
  return Object.fromEntries(stack.Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

function described(file: string): z.infer<typeof Described> {
  try {
    return Described.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new CannotRun(
      isAbsent
        ? `There is no file ${file}.`
        : `${file} is not what "aws cloudformation describe-stacks" writes.`,
    );
  }
}
