import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import {
  type Controls,
  controlsOf,
  type EventSource,
  isFoundEmpty,
  type Mapping,
  passes,
} from "./event-sources.ts";
import { type Deliver, type DeliveryOptions, deliveryOf } from "./stream-delivery.ts";
import { recordOf, type StreamRecord } from "./stream-records.ts";

/** AWS reads each shard four times a second. */
const pollMillis = 250;

/** Where reading goes on after a restart, per shard. */
export type Checkpoints = {
  get(shardId: string): string | undefined;
  set(shardId: string, sequenceNumber: string): void;
};

type Options = DeliveryOptions & {
  tableName: string;
  /** Everything in the stream of a table made just now is later than the mapping itself. */
  tableIsNew: boolean;
  checkpoints: Checkpoints;
  dynamodb: DynamoDBClient;
  streams: DynamoDBStreamsClient;
};

type Reader = {
  shardId: string;
  emptySince: number;
  /** Records that wait for their window to end. */
  gathered: number;
  isDone: boolean;
  finished: Promise<void>;
};

export async function startStreamSource(options: Options): Promise<EventSource> {
  const { mapping, checkpoints } = options;
  const controls = controlsOf(mapping);
  const { isStopped } = controls;
  const stream = await streamOf(options);
  const deliver = deliveryOf(options, isStopped);
  const readers = new Map<string, Reader>();

  const isEarlyStart = options.tableIsNew || mapping.startingPosition !== "LATEST";
  for (const shard of await stream.shards()) {
    // Iterators are taken before the host says it is ready, so nothing written after that is missed.
    const position = checkpoints.get(shard.ShardId ?? "") ?? (isEarlyStart ? "TRIM_HORIZON" : "LATEST");
    if (!shard.ParentShardId || !readers.has(shard.ParentShardId)) await startReader(shard, position);
  }

  async function startReader(shard: Shard, position: string): Promise<void> {
    const shardId = shard.ShardId ?? "";
    if (readers.has(shardId)) return;
    const reader: Reader = {
      shardId,
      emptySince: -1,
      gathered: 0,
      isDone: false,
      finished: Promise.resolve(),
    };
    readers.set(shardId, reader);
    const iterator = await stream.iteratorAt(shardId, position);
    reader.finished = read(reader, { position, iterator }).catch(complain);
  }

  async function read(reader: Reader, from: Place): Promise<void> {
    await readShard(reader, from, { mapping, controls, stream, checkpoints, deliver, complain });
    reader.isDone = true;
    if (!isStopped()) await startChildrenOf(reader.shardId);
  }

  /** A closed shard hands over to its children; a parent is always finished first. */
  async function startChildrenOf(shardId: string): Promise<void> {
    for (const shard of await stream.shards()) {
      if (shard.ParentShardId === shardId) await startReader(shard, "TRIM_HORIZON");
    }
  }

  function complain(error: unknown): void {
    if (!isStopped())
      options.onLog({ source: mapping.functionName, level: "error", text: `stream: ${error}` });
  }

  return {
    mapping,
    isEnabled: controls.isEnabled,
    setEnabled: controls.setEnabled,
    isDrained: async () => {
      const isEmptySince = (askedAt: number) =>
        [...readers.values()].every(({ isDone, emptySince }) => isDone || emptySince >= askedAt);
      return !controls.isEnabled() || isFoundEmpty(controls, isEmptySince);
    },
    wake: controls.wake,
    flush: controls.flush,
    // What was read has the age of then: after a jump of the clock it would be too old to be handled.
    isHolding: () => controls.isEnabled() && [...readers.values()].some(({ gathered }) => gathered > 0),
    stop: async () => {
      controls.end();
      await Promise.all([...readers.values()].map(({ finished }) => finished));
    },
  };
}

type Place = { position: string; iterator: string | undefined };
type Reading = {
  mapping: Mapping;
  controls: Controls;
  stream: Stream;
  checkpoints: Checkpoints;
  deliver: Deliver;
  complain(error: unknown): void;
};

/** Reads until the shard ends or the host stops. */
async function readShard(reader: Reader, from: Place, reading: Reading): Promise<void> {
  const { mapping, controls, stream, checkpoints, deliver, complain } = reading;
  const { isEnabled, isStopped } = controls;
  const { sleep, leave } = controls.sleeper();
  let { position, iterator } = from;
  let gathered: StreamRecord[] = [];
  let gatheredSince = 0;
  while (iterator && !isStopped()) {
    if (!isEnabled()) {
      await sleep(pollMillis);
      continue;
    }
    const startedAt = performance.now();
    const isFlushed = gathered.length > 0 && controls.isFlushedSince(gatheredSince);
    const page = await stream.pageAt(iterator).catch(complain);
    if (!page) {
      // Not to be read just now, or the iterator was too old.
      await sleep(pollMillis);
      iterator = await stream.iteratorAt(reader.shardId, position).catch(() => iterator);
      continue;
    }
    const { Records = [], NextShardIterator } = page;
    iterator = NextShardIterator;
    position = Records.at(-1)?.dynamodb?.SequenceNumber ?? position;
    if (gathered.length === 0) gatheredSince = startedAt;
    const seen = Records.map((record) => recordOf(record, mapping.sourceArn));
    gathered.push(...seen.filter((record) => passes(mapping.filters, record)));
    reader.gathered = gathered.length;
    const isWindowOver = performance.now() - gatheredSince >= mapping.windowSeconds * 1000 || !iterator;
    const isDue = gathered.length > 0 && (isFlushed || isWindowOver);
    if ((isDue || gathered.length >= mapping.batchSize) && isEnabled()) {
      if (!(await deliver(gathered, reader.shardId))) break;
      gathered = [];
      reader.gathered = 0;
    }
    if (gathered.length === 0 && position !== from.position) checkpoints.set(reader.shardId, position);
    if (Records.length > 0) continue;
    if (gathered.length === 0) reader.emptySince = startedAt;
    controls.looked();
    await sleep(pollMillis);
  }
  leave();
}

type Stream = Awaited<ReturnType<typeof streamOf>>;

/** The calls that reading takes. */
async function streamOf({ dynamodb, streams, tableName }: Options) {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = Table?.LatestStreamArn;
  return {
    pageAt: (ShardIterator: string) => streams.send(new GetRecordsCommand({ ShardIterator, Limit: 1_000 })),
    iteratorAt: async (ShardId: string, position: string) => {
      const isNumber = /^\d+$/.test(position);
      const place = isNumber
        ? ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: position } as const)
        : { ShardIteratorType: position as "LATEST" };
      return (await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...place })))
        .ShardIterator;
    },
    shards: async () => {
      const shards: Shard[] = [];
      let after: string | undefined;
      do {
        const { StreamDescription } = await streams.send(
          new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId: after }),
        );
        shards.push(...(StreamDescription?.Shards ?? []));
        after = StreamDescription?.LastEvaluatedShardId;
      } while (after);
      return shards;
    },
  };
}
