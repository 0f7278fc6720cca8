// Compiles the operations of operations/relay with relay-compiler as a React application has them: each definition in a module of its own.
// Arguments: the schema's file and a folder to work in. Writes each persisted text as a line { name, id, text }.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parse, print } from 'graphql';

const [schema, folder] = process.argv.slice(2);
const operations = new URL('operations/relay/', import.meta.url);
const sources = join(folder, 'src');
mkdirSync(join(sources, 'artifacts'), { recursive: true });
writeFileSync(join(sources, 'schema.graphql'), readFileSync(schema));
for (const file of readdirSync(operations).filter((name) => name.endsWith('.graphql'))) {
  const definitions = parse(readFileSync(new URL(file, operations), 'utf8')).definitions.map((definition) => `graphql\`\n${print(definition)}\n\`;`);
  writeFileSync(join(sources, `${basename(file, '.graphql')}.js`), `import { graphql } from 'relay-runtime';\n${definitions.join('\n')}\n`);
}

writeFileSync(join(folder, 'relay.config.json'), JSON.stringify({
  src: './src',
  schema: './src/schema.graphql',
  language: 'javascript',
  artifactDirectory: './src/artifacts',
  persistConfig: { file: './persisted.json', algorithm: 'SHA256' },
}));
writeFileSync(join(folder, 'persisted.json'), '{}');
const { status, stderr } = spawnSync(createRequire(import.meta.url)('relay-compiler'), ['relay.config.json'], { cwd: folder, encoding: 'utf8' });
if (status !== 0) throw new Error(`relay-compiler: ${stderr}`);

for (const [id, text] of Object.entries(JSON.parse(readFileSync(join(folder, 'persisted.json'), 'utf8')))) {
  if (createHash('sha256').update(text).digest('hex') !== id) throw new Error(`${id} is not the SHA-256 of its text.`);
  console.log(JSON.stringify({ name: /^query (\w+)/.exec(text)[1], id, text }));
}
