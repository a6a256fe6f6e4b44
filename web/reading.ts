// Apart from web/asking.tsx, so that a page that only sends does not carry what lists need.
import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/preact-query";
import type { CallOf } from "../shared/contract/call.ts";
import type { AnswerOf, Route } from "../shared/contract/operations.ts";
import { useCall } from "./asking.tsx";
import type { No, Outcome } from "./call.ts";

/** A no where an answer was counted on, as the queries below give it in `error`. */
export class SaidNo extends Error {
  readonly no: No;
  constructor(no: No) {
    super(no.is);
    this.no = no;
  }
}

export type Answered<R extends Route> = Extract<Outcome<R>, { ok: true }>;
type ReadRoute = Extract<Route, `GET ${string}`>;

async function answered<R extends Route>(outcome: Promise<Outcome<R>>): Promise<Answered<R>> {
  const given = await outcome;
  if (!given.ok) throw new SaidNo(given.no);
  return given;
}

/** What a query is known by, to invalidate it: the route, then what was asked of it. */
export const queryKey = <R extends ReadRoute>(route: R, call?: CallOf<R>) => (call ? [route, call] : [route]);

/** A read that a page shows. What it knew stays on screen while newer comes in. */
export function useAnswer<R extends ReadRoute>(
  route: R,
  call?: CallOf<R>,
  options: { enabled?: boolean; staleTime?: number; refetchInterval?: number | false } = {},
): UseQueryResult<Answered<R>, SaidNo> {
  const ask = useCall();
  return useQuery<Answered<R>, SaidNo>({
    queryKey: queryKey(route, call),
    queryFn: () => answered(ask(route, call)),
    placeholderData: keepPreviousData,
    ...options,
  });
}

/** A list that is read page by page. */
export function usePages<R extends ReadRoute>(
  route: R,
  call?: CallOf<R>,
  options: { enabled?: boolean; staleTime?: number } = {},
): UseInfiniteQueryResult<InfiniteData<AnswerOf<R>>, SaidNo> {
  const ask = useCall();
  return useInfiniteQuery({
    queryKey: [...queryKey(route, call), "pages"],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { query } = (call ?? {}) as { query?: object };
      const page = { ...call, query: { ...query, ...(pageParam && { cursor: pageParam }) } };
      return (await answered(ask(route, page as unknown as CallOf<R>))).body;
    },
    getNextPageParam: (last) => (last as { next?: string }).next,
    ...options,
  });
}
