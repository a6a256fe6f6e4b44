import { QueryClient, QueryClientProvider } from "@tanstack/preact-query";
import type { ComponentType } from "preact";

const queries = new QueryClient({
  // The client of the pages tries again by itself, and knows when that is safe.
  defaultOptions: { queries: { retry: false, staleTime: 10_000 }, mutations: { retry: false } },
});

/** A part of the pages that reads lists: what it knows outlives it, and is shared with the others. */
export function withQueries(Part: ComponentType): ComponentType {
  return () => (
    <QueryClientProvider client={queries}>
      <Part />
    </QueryClientProvider>
  );
}
