import type { Plugin, Rolldown } from 'vite';

/** The files of the page's start: its entry, what that imports at once, and what those need. The rest comes later. */
export function startOf(bundle: Rolldown.OutputBundle): Set<string> {
  const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const start = new Set<string>();
  const take = (fileName: string) => {
    if (start.has(fileName)) return;
    start.add(fileName);
    chunks.get(fileName)?.imports.forEach(take);
  };
  for (const chunk of chunks.values()) {
    if (!chunk.isEntry) continue;
    take(chunk.fileName);
    chunk.dynamicImports.forEach(take);
  }
  return start;
}

/** The page starts in parts, each a task of its own; the browser is told of all at once, so that they come together. */
export function preloadStart(): Plugin {
  return {
    name: 'badezimmer-preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        return [...startOf(bundle)]
          .filter((fileName) => !html.includes(fileName))
          .map((fileName) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}
