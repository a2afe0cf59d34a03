import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { startOf } from './preload-start.ts';

/** Fails the build when the JavaScript and CSS that a first visit waits for, gzipped, are more than a phone should wait for. */
export function sizeBudget({ kilobytes }: { kilobytes: number }): Plugin {
  return {
    name: 'badezimmer-size-budget',
    apply: 'build',
    writeBundle(_, bundle) {
      const start = startOf(bundle);
      const sizeOf = (wanted: (fileName: string) => boolean) =>
        Object.values(bundle)
          .filter(({ fileName }) => wanted(fileName))
          .reduce((sum, file) => sum + gzipSync(file.type === 'chunk' ? file.code : file.source).length, 0);
      const first = sizeOf((name) => start.has(name) || name.endsWith('.css'));
      const later = sizeOf((name) => name.endsWith('.js') && name !== 'sw.js' && !start.has(name));
      const size = (first / 1024).toFixed(1);
      if (first > kilobytes * 1024) {
        this.error(`The first load is ${size} KB of JavaScript and CSS, gzipped; at most ${kilobytes} KB are allowed.`);
      }
      console.log(
        `first load: ${size} KB of JavaScript and CSS, gzipped (at most ${kilobytes} KB); later ${(later / 1024).toFixed(1)} KB`,
      );
    },
  };
}
