// Runs the audits of graphql-http against an address: one JSON line for each, with its id, name, status and reason.
import { serverAudits } from 'graphql-http';

for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  const result = await audit.fn();
  const reason = result.status === 'ok' ? undefined : String(result.reason).split('\n')[0];
  console.log(JSON.stringify({ id: audit.id, name: audit.name, status: result.status, reason }));
}
