/** The mail emulator keeps its mails in module state, so a thread of its own gives every host its own mail box. */
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import sesLocal from "aws-ses-v2-local";
import { showMovedTime } from "./moved-time.ts";

const sharedClock = workerData as SharedArrayBuffer | undefined;
if (sharedClock) showMovedTime(sharedClock);

// Under ESM the CommonJS default export arrives wrapped once more.
const server = await sesLocal.default({ host: "127.0.0.1", port: 0 });
parentPort?.postMessage((server.address() as AddressInfo).port);
