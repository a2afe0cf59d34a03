import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(?:js|css|html|svg|webmanifest)$/;

/**
 * Compresses the files once, here, so that no Raspberry Pi has to, and writes page-files.txt, the list of what the
 * gateway serves: in a native executable folders can't be listed.
 */
export function servedFiles(): Plugin {
  return {
    name: 'badezimmer-served-files',
    apply: 'build',
    writeBundle({ dir }) {
      const root = dir!;
      const files = readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => join(file.parentPath, file.name));
      for (const file of files.filter((name) => TEXT.test(name))) {
        const content = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
      const paths = files.map((file) => file.slice(root.length).replaceAll('\\', '/')).sort();
      writeFileSync(join(root, 'page-files.txt'), `${paths.join('\n')}\n`);
    },
  };
}
