import { useEffect, useState } from "preact/hooks";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import { useQuietCall } from "./quietly.ts";

export type Team = AnswerOf<"GET /v1/me/team">;

/** Whom the asker manages. Nothing until it is known, and for who manages nobody. */
export function useTeam(): Team | undefined {
  const call = useQuietCall();
  const [team, setTeam] = useState<Team>();
  useEffect(() => {
    let isHere = true;
    call("GET /v1/me/team", { query: { limit: 100 } }).then(
      (outcome) => isHere && outcome.ok && outcome.body.isLineManager && setTeam(outcome.body),
    );
    return () => {
      isHere = false;
    };
  }, [call]);
  return team;
}
