// Runs in the network of one pod: answers on its ports, and tries connections when it is asked to.
import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { Attempt, Outcome, Request, Tried } from "./attempt";

const { tcp, udp } = JSON.parse(process.argv[2] ?? "") as { tcp: number[]; udp: number[] };

for (const port of tcp)
  createServer((socket) => socket.on("error", () => socket.destroy()).pipe(socket)).listen(port, "::");
for (const port of udp) {
  const socket = createSocket("udp6");
  socket.on("message", (message, { address, port: from }) => socket.send(message, from, address));
  socket.bind(port, "::");
}

const ports = inTurn(10_000, 30_000);
const watched = new Map<number, Watch>();

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, ...request } = JSON.parse(line) as Request & { id: number };
  const answer = (outcome: unknown) => process.stdout.write(`${JSON.stringify({ id, outcome })}\n`);
  if ("attempt" in request) {
    void attempted(request.attempt).then(answer);
  } else if ("watch" in request) {
    watched.set(id, request.watch.isHeld ? held(request.watch) : repeated(request.watch));
    answer("watching");
  } else {
    void watched.get(request.unwatch)?.().then(answer);
  }
});
process.stdin.on("end", () => process.exit());
process.stdout.write("ready\n");

function attempted(attempt: Attempt): Promise<Outcome> {
  return attempt.protocol === "TCP" ? tryTcp(attempt) : tryUdp(attempt);
}

/** Ends it: what came of all that was tried, the last too. */
type Watch = () => Promise<Tried[]>;

/** A new connection every so many milliseconds. */
function repeated(watch: Attempt & { every: number }): Watch {
  const all: Promise<Tried>[] = [];
  const timer = setInterval(() => {
    const start = Date.now();
    all.push(attempted(watch).then((outcome) => ({ start, end: Date.now(), outcome })));
  }, watch.every);
  return () => {
    clearInterval(timer);
    return Promise.all(all);
  };
}

/** One connection on which something is said every so many milliseconds, and answered before it is given up. */
function held({ address, port, milliseconds, every }: Attempt & { every: number }): Watch {
  const tried: Tried[] = [];
  const socket = connect({ host: address, port });
  let lastAnswer = Date.now();
  let isOver = false;
  const end = (outcome: Outcome) => {
    if (!isOver) tried.push({ start: lastAnswer, end: Date.now(), outcome });
    lastAnswer = Date.now();
    isOver ||= outcome !== "connected";
  };
  socket.on("data", () => end("connected"));
  socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  const timer = setInterval(() => {
    socket.write("x");
    if (Date.now() - lastAnswer > milliseconds) end("no answer");
  }, every);
  return async () => {
    const known = tried.length;
    // Until it is answered once more, or is not.
    while (!isOver && tried.length === known) await pause(every);
    clearInterval(timer);
    socket.destroy();
    return tried;
  };
}

function* inTurn(first: number, last: number): Generator<number, never> {
  for (let port = first; ; port = port === last ? first : port + 1) yield port;
}

function tryTcp({ address, port, milliseconds }: Attempt): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end("timed out"), milliseconds);
    // A handshake alone could be the work of something in between.
    socket.on("connect", () => socket.write("hello"));
    socket.on("data", () => end("connected"));
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

function tryUdp({ address, port, milliseconds }: Attempt): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      clearInterval(again);
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => end("timed out"), milliseconds);
    socket.on("message", () => end("connected"));
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    const say = () => socket.send("hello");
    // From a port that was not used lately: the network takes datagrams of a flow that it has let through for answers.
    socket.bind(ports.next().value, () => socket.connect(port, address, say));
    // Datagrams may be lost.
    const again = setInterval(say, milliseconds / 3);
  });
}
