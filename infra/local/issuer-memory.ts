import type { Adapter, AdapterPayload } from "oidc-provider";

/** Sessions, codes and refresh tokens of one issuer, in memory: the provider's own is shared by the whole process. */
export function issuerMemory() {
  const stored = new Map<string, { payload: AdapterPayload; expiresAt: number }>();

  return class Memory implements Adapter {
    kind: string;
    constructor(kind: string) {
      this.kind = kind;
    }
    async upsert(id: string, payload: AdapterPayload, expiresIn?: number) {
      const expiresAt = expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY;
      stored.set(`${this.kind} ${id}`, { payload, expiresAt });
    }
    async find(id: string) {
      const found = stored.get(`${this.kind} ${id}`);
      return found && found.expiresAt > Date.now() ? found.payload : undefined;
    }
    async findByUid(uid: string) {
      return [...stored.values()].find(({ payload }) => payload.uid === uid && payload.kind === this.kind)
        ?.payload;
    }
    async findByUserCode() {
      return undefined;
    }
    async consume(id: string) {
      const found = await this.find(id);
      if (found) found.consumed = Math.floor(Date.now() / 1000);
    }
    async destroy(id: string) {
      stored.delete(`${this.kind} ${id}`);
    }
    async revokeByGrantId(grantId: string) {
      for (const [key, { payload }] of stored) if (payload.grantId === grantId) stored.delete(key);
    }
  };
}
