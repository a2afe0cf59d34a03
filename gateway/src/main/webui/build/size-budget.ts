import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build when the JavaScript and CSS of a first visit, gzipped, are more than a phone should wait for. */
export function sizeBudget({ kilobytes }: { kilobytes: number }): Plugin {
  return {
    name: 'badezimmer-size-budget',
    apply: 'build',
    writeBundle(_, bundle) {
      let bytes = 0;
      for (const file of Object.values(bundle)) {
        if (!/\.(?:js|css)$/.test(file.fileName)) continue;
        bytes += gzipSync(file.type === 'chunk' ? file.code : file.source).length;
      }
      const size = (bytes / 1024).toFixed(1);
      if (bytes > kilobytes * 1024) {
        this.error(`The first load is ${size} KB of JavaScript and CSS, gzipped; at most ${kilobytes} KB are allowed.`);
      }
      console.log(`first load: ${size} KB of JavaScript and CSS, gzipped (at most ${kilobytes} KB)`);
    },
  };
}
