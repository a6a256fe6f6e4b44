import type { Server } from "node:net";
import { HostError } from "./host-error.ts";

/** Listens on the loopback address, or says that somebody else has the port. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new HostError(`Port ${port} is in use; choose another with --port.`)
          : error,
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
}
