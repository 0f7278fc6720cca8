// Reads a file with [{ promised, offered }], texts of schemas; writes for each its number and the kinds of changes that break clients by
// the judgement of graphql-js, in the order of the alphabet.
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';

JSON.parse(readFileSync(process.argv[2], 'utf8')).forEach(({ promised, offered }, i) => {
  const kinds = findBreakingChanges(buildSchema(promised), buildSchema(offered)).map((change) => change.type);
  console.log(`${i} ${kinds.sort().join(' ')}`);
});
