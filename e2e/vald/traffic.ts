import { setTimeout as pause } from "node:timers/promises";
import type { CallResult, Client } from "./client";
import type { ValdCluster } from "./valdCluster";
import { assertOk, untilIndexed, vectorOf } from "./workload";

/** `established`: on a connection that is kept open. `new`: on a connection of its own. */
export type ConnectionKind = "established" | "new";

/** A request of the client, and how it ended. Times are milliseconds since 1970. */
export interface SentRequest {
  /** For example, `insert through vald-lb-gateway`. */
  title: string;
  connection: ConnectionKind;
  code: string;
  message: string | undefined;
  start: number;
  end: number;
}

/** Milliseconds between two requests of the same kind. Together, they make about 35 requests a second. */
const intervals = { search: 100, insert: 200, newConnection: 200 };

/** Milliseconds after which a request has failed. Long, because the machine may be busy. */
const requestTimeout = 15_000;

/** The vectors in the index from the start, so that every search has an answer. */
const firstSeeds = Array.from({ length: 30 }, (_, i) => 5_000_000 + i);

/**
 * A client that searches and inserts all the time, through the lb gateway and through the filter gateway. An insert succeeds only
 * if both agents store the vector, but a search also succeeds if a single agent answers.
 */
export class Traffic {
  private readonly requests: Promise<SentRequest>[] = [];
  private isEnding = false;
  private seed = 6_000_000;

  private constructor(
    private readonly vald: ValdCluster,
    private readonly clients: readonly Client[],
  ) {}

  static async start(vald: ValdCluster): Promise<Traffic> {
    const gateways = ["vald-lb-gateway", "vald-filter-gateway"];
    const clients = gateways.map((gateway) => vald.startClient(gateway));
    const [lb] = clients as [Client];
    for (const seed of firstSeeds) assertOk(await lb.insert(`vector-${seed}`, vectorOf(seed)));
    await untilIndexed(lb, firstSeeds.length);
    const traffic = new Traffic(vald, clients);
    for (const [i, gateway] of gateways.entries()) {
      const client = clients[i]!;
      void traffic.repeat(intervals.search, `search through ${gateway}`, "established", () => search(client));
      void traffic.repeat(intervals.insert, `insert through ${gateway}`, "established", () => traffic.insert(client));
    }
    void traffic.repeat(intervals.newConnection, "search through vald-lb-gateway", "new", () =>
      traffic.searchOnNewConnection(),
    );
    return traffic;
  }

  /** The requests that began since the last call, once all of them have ended. */
  take(): Promise<SentRequest[]> {
    return Promise.all(this.requests.splice(0));
  }

  stop(): void {
    this.isEnding = true;
    for (const client of this.clients) client.stop();
  }

  /**
   * Sends a request at every interval, also while earlier requests on the same connection are not answered. Requests on
   * connections of their own wait for each other, because each of them starts a process.
   */
  private async repeat(
    interval: number,
    title: string,
    connection: ConnectionKind,
    send: () => Promise<CallResult>,
  ): Promise<void> {
    while (!this.isEnding) {
      const start = Date.now();
      const ended = send().then(({ code, message }): SentRequest => ({
        title,
        connection,
        code,
        message,
        start,
        end: Date.now(),
      }));
      this.requests.push(ended);
      await Promise.all([pause(interval), connection === "new" ? ended : undefined]);
    }
  }

  private insert(client: Client): Promise<CallResult> {
    const seed = this.seed++;
    return client.insert(`vector-${seed}`, vectorOf(seed), requestTimeout);
  }

  private async searchOnNewConnection(): Promise<CallResult> {
    const client = this.vald.startClient("vald-lb-gateway");
    const result = await search(client);
    client.stop();
    return result;
  }
}

/**
 * An agent rejects searches while it builds its index. If a search meets both agents at such a moment, the lb gateway answers
 * `NotFound`, whatever the policies are. Like any client of Vald, this one repeats the search.
 */
async function search(client: Client): Promise<CallResult> {
  let result = await searchOnce(client);
  for (let i = 0; i < 2 && result.code === "NotFound"; i++) {
    await pause(intervals.search);
    result = await searchOnce(client);
  }
  return result;
}

function searchOnce(client: Client): Promise<CallResult> {
  return client.search(vectorOf(firstSeeds[0]!), 3, requestTimeout);
}
