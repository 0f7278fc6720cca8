import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-sse';
import { createRoot } from 'react-dom/client';
import { examples } from './examples.js';
import { PlainCharacters } from './PlainCharacters.jsx';

const url = `${location.origin}${location.pathname}`;
// Events come as text/event-stream: the client subscribes as one over WebSocket does, and passes proxies that know plain HTTP only.
const fetcher = createGraphiQLFetcher({ url, wsClient: createClient({ url, singleConnection: false }) });

createRoot(document.getElementById('root')).render(
  <>
    <PlainCharacters />
    <GraphiQL fetcher={fetcher} defaultTabs={examples} inputValueDeprecation schemaDescription defaultEditorToolsVisibility="variables">
      <GraphiQL.Logo>
        <span className="registry">Registry <a href={`${url}/schema.graphql`}>schema</a></span>
      </GraphiQL.Logo>
    </GraphiQL>
  </>,
);
