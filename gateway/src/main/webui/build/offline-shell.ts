import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const PUBLIC = ['theme.js', 'manifest.webmanifest', 'icon.svg', 'icon-192.png', 'icon-512.png'];

/** Writes sw.js, which keeps this build's files in the browser. */
export function offlineShell(): Plugin {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  return {
    name: 'badezimmer-offline-shell',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const built = Object.keys(bundle).filter((name) => name !== 'index.html' && !name.endsWith('.map'));
        const shell = ['/', ...[...built, ...PUBLIC].map((name) => `/${name}`)];
        const version = createHash('sha256');
        for (const file of Object.values(bundle)) version.update(file.type === 'chunk' ? file.code : file.source);
        for (const name of PUBLIC) version.update(readFileSync(here(`../public/${name}`)));
        const source = readFileSync(here('service-worker.js'), 'utf8')
          .replace('__VERSION__', version.digest('hex').slice(0, 16))
          .replace("['__SHELL__']", JSON.stringify(shell));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}
