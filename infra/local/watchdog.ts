/**
 * Runs a command for as long as whoever started this process holds the other end of its standard input: a pipe
 * closes even when its holder is killed outright, so the command never outlives the host.
 */
import { spawn } from "node:child_process";

const [command = "", ...commandArguments] = process.argv.slice(2);
const child = spawn(command, commandArguments, { stdio: ["ignore", "inherit", "inherit"] });
child.on("error", () => process.exit(127));
child.on("exit", (code) => process.exit(code ?? 1));

const end = () => child.kill("SIGKILL");
process.stdin.on("close", end);
process.stdin.on("error", end);
process.stdin.resume();
process.on("SIGTERM", end);
