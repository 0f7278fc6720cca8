import { useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

/** Brackets and commas of full width are ordinary in Chinese text: the editors do not frame them as characters to be suspected. */
export function PlainCharacters() {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) return undefined;
    const accept = (editor) => editor.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } });
    monaco.editor.getEditors().forEach(accept);
    const later = monaco.editor.onDidCreateEditor(accept);
    return () => later.dispose();
  }, [monaco]);
  return null;
}
