// Uses an address with the clients that graphql-ws and graphql-sse give their users; writes what each saw as a line of JSON.
import { createClient as createSocketClient } from 'graphql-ws';
import { createClient as createEventClient } from 'graphql-sse';
import WebSocket from 'ws';

const http = process.argv[2];
const url = http.replace(/^http/, 'ws');
const tell = (name, seen) => console.log(JSON.stringify({ name, seen }));

// All results of an operation, and how it ended.
function all(client, request) {
  return new Promise((resolve) => {
    const seen = [];
    client.subscribe(request, {
      next: (result) => seen.push(result.errors ? { data: result.data, codes: result.errors.map((error) => error.extensions?.code) } : result.data),
      error: (error) => resolve([...seen, { failed: Array.isArray(error) ? error.map((each) => each.extensions?.code) : String(error.message ?? error) }]),
      complete: () => resolve([...seen, 'complete']),
    });
  });
}

async function operations(name, client) {
  tell(`${name} subscription`, await all(client, { query: 'subscription($n: Int!) { tick(upTo: $n) }', variables: { n: 3 } }));
  tell(`${name} query`, await all(client, { query: 'query A { hello } query B { must(n: 7) }', operationName: 'B' }));
  tell(`${name} mutation`, await all(client, { query: 'mutation { add }' }));
  tell(`${name} field error`, await all(client, { query: '{ fails }' }));
  const many = await Promise.all([1, 2, 3, 4, 5].map((n) => all(client, { query: `{ must(n: ${n}) }` })));
  tell(`${name} side by side`, many);
  const long = await all(client, { query: '{ many(first: 20000) }' });
  tell(`${name} long`, [long[0].many.length, long[1]]);
}

// A client that wants no more.
async function leave(name, client) {
  const heard = [];
  for await (const result of client.iterate({ query: 'subscription { tick(upTo: 1000000) }' })) {
    heard.push(result.data.tick);
    if (heard.length === 3) break;
  }
  tell(`${name} leaves`, heard);
}

const closed = [];
const pings = { sent: 0, answered: 0 };
const sockets = createSocketClient({
  url,
  webSocketImpl: WebSocket,
  lazy: false,
  keepAlive: 20,
  on: { closed: (event) => closed.push(event.code), ping: (received) => { if (!received) pings.sent++; }, pong: (received) => { if (received) pings.answered++; } },
});
await operations('ws', sockets);
tell('ws refused', await all(sockets, { query: '{ nothing }' }));
await leave('ws', sockets);
while (pings.answered === 0) await new Promise((resolve) => setTimeout(resolve, 10));
tell('ws ping', pings.answered > 0 && pings.sent >= pings.answered);
await sockets.dispose();
while (closed.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
tell('ws closed', closed);

const events = createEventClient({ url: http, singleConnection: false, retryAttempts: 0 });
await operations('sse', events);
tell('sse refused', await all(events, { query: '{ nothing }' }));
await leave('sse', events);
events.dispose();

// What the server says to a client that breaks the protocol.
function close(protocol, ...messages) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol);
    socket.on('open', () => messages.forEach((message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))));
    socket.on('close', (code, reason) => resolve([code, reason.toString()]));
    socket.on('error', reject);
  });
}

const ours = 'graphql-transport-ws';
const init = { type: 'connection_init' };
const never = { id: '1', type: 'subscribe', payload: { query: '{ never }' } };
tell('4400', await close(ours, 'no json'));
tell('4401', await close(ours, never));
tell('4406', await close('graphql-ws'));
tell('4409', await close(ours, init, never, never));
tell('4429', await close(ours, init, init));
