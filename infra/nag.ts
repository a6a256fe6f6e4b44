import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { type HelpdeskAppProps, helpdeskApp } from "./app.ts";

/**
 * Holds the template against the rules of AWS Solutions and of CDK, which print what they find.
 * @returns why it is not good enough, or nothing
 */
export function checkTemplate(props: HelpdeskAppProps = {}): string[] {
  // Who asks for the check gets it, also where validation is off to save time.
  delete process.env.CDK_VALIDATION;
  const outdir = mkdtempSync(join(tmpdir(), "personeelsloket-nag-"));
  try {
    const made = helpdeskApp({ ...props, outdir });
    if ("faults" in made) return made.faults;
    Validations.of(made.app).addPlugins(new AwsSolutionsChecks(made.app));
    made.app.synth();
    return [];
  } catch (error) {
    if ((error as Error).name !== "ValidationFailed") throw error;
    return ["Each finding is resolved, or acknowledged beside the construct with the reason."];
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const faults = checkTemplate();
  process.stderr.write(faults.map((fault) => `${fault}\n`).join(""));
  process.exitCode = faults.length > 0 ? 1 : 0;
}
