import { defineConfig } from 'vite';

// Packages mark modules for servers that render React, which this page has no use for.
const isOfNoUse = (log) => log.code === 'MODULE_LEVEL_DIRECTIVE';

// The page stands at /graphql and what it loads at /graphql/ui; its addresses are relative, so that the program may stand below any path.
export default defineConfig({
  base: './',
  build: {
    assetsDir: '.',
    chunkSizeWarningLimit: 4000,
    license: { fileName: 'licences.md' },
    modulePreload: false,
    rolldownOptions: { onLog: (level, log, tell) => isOfNoUse(log) || tell(level, log) },
  },
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `./graphql/ui/${file}` : { relative: true }),
  },
});
