// The host program. It answers on the given ports and makes connection attempts on request.
import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { Attempt, Outcome, Request, Watch, WatchedAttempt } from "./attempt";

const { tcp, udp } = JSON.parse(process.argv[2] ?? "") as { tcp: number[]; udp: number[] };

for (const port of tcp)
  createServer((socket) => socket.on("error", () => socket.destroy()).pipe(socket)).listen(port, "::");
for (const port of udp) {
  const socket = createSocket("udp6");
  socket.on("message", (message, { address, port: sourcePort }) => socket.send(message, sourcePort, address));
  socket.bind(port, "::");
}

const sourcePorts = cycle(10_000, 30_000);
const watches = new Map<number, EndWatch>();

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, ...request } = JSON.parse(line) as Request & { id: number };
  const answer = (result: unknown) => process.stdout.write(`${JSON.stringify({ id, result })}\n`);
  if ("attempt" in request) {
    void attempt(request.attempt).then(answer);
  } else if ("watch" in request) {
    watches.set(id, request.watch.isHeld ? watchHeld(request.watch) : watchNew(request.watch));
    answer("started");
  } else {
    void watches.get(request.endWatch)?.().then(answer);
  }
});
process.stdin.on("end", () => process.exit());
process.stdout.write("ready\n");

/** Ends a watch and returns the outcomes of all its attempts, including the last one. */
type EndWatch = () => Promise<WatchedAttempt[]>;

/** Opens a new connection for each attempt. */
function watchNew(watch: Watch): EndWatch {
  const attempts: Promise<WatchedAttempt>[] = [];
  const timer = setInterval(() => {
    const start = Date.now();
    attempts.push(attempt(watch).then((outcome) => ({ start, end: Date.now(), outcome })));
  }, watch.interval);
  return () => {
    clearInterval(timer);
    return Promise.all(attempts);
  };
}

/** For each attempt, sends a byte on the same connection and expects it back. */
function watchHeld({ address, port, timeout, interval }: Watch): EndWatch {
  const attempts: WatchedAttempt[] = [];
  const socket = connect({ host: address, port });
  let lastAnswer = Date.now();
  let isOver = false;
  const end = (outcome: Outcome) => {
    if (!isOver) attempts.push({ start: lastAnswer, end: Date.now(), outcome });
    lastAnswer = Date.now();
    isOver ||= outcome !== "connected";
  };
  socket.on("data", () => end("connected"));
  socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  const timer = setInterval(() => {
    socket.write("x");
    if (Date.now() - lastAnswer > timeout) end("timed out");
  }, interval);
  return async () => {
    const count = attempts.length;
    // Waits until the last attempt ends.
    while (!isOver && attempts.length === count) await pause(interval);
    clearInterval(timer);
    socket.destroy();
    return attempts;
  };
}

function attempt(request: Attempt): Promise<Outcome> {
  return request.protocol === "TCP" ? attemptTcp(request) : attemptUdp(request);
}

function attemptTcp({ address, port, timeout }: Attempt): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end("timed out"), timeout);
    // Something between the hosts could complete a handshake, so only data counts.
    socket.on("connect", () => socket.write("hello"));
    socket.on("data", () => end("connected"));
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

function attemptUdp({ address, port, timeout }: Attempt): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      clearInterval(repeat);
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => end("timed out"), timeout);
    socket.on("message", () => end("connected"));
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    const send = () => socket.send("hello");
    // The network allows all datagrams of a known flow, so the source port must not have been used recently.
    socket.bind(sourcePorts.next().value, () => socket.connect(port, address, send));
    // A datagram may get lost.
    const repeat = setInterval(send, timeout / 3);
  });
}

function* cycle(first: number, last: number): Generator<number, never> {
  for (let port = first; ; port = port === last ? first : port + 1) yield port;
}
