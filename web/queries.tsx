import { QueryClient, QueryClientProvider } from "@tanstack/preact-query";
import type { ComponentType } from "preact";

const queries = new QueryClient({
  // The client of the pages tries again by itself, and knows when that is safe. It also says when there is no
  // connection: a query that waited for one in silence would show the last choice under the new one.
  defaultOptions: {
    queries: { retry: false, staleTime: 10_000, networkMode: "always", refetchOnReconnect: true },
    mutations: { retry: false },
  },
});

/** A part of the pages that reads lists: what it knows outlives it, and is shared with the others. */
export function withQueries(Part: ComponentType): ComponentType {
  return () => (
    <QueryClientProvider client={queries}>
      <Part />
    </QueryClientProvider>
  );
}
