import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlineShell } from './build/offline-shell.ts';
import { servedFiles } from './build/served-files.ts';
import { preloadStart } from './build/preload-start.ts';
import { sizeBudget } from './build/size-budget.ts';

const gateway = process.env.BADEZIMMER_GATEWAY ?? 'http://localhost:8000';

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadStart(), offlineShell(), servedFiles(), sizeBudget({ kilobytes: 170 })],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
            { name: 'live', test: /node_modules[\\/]@(?:bufbuild|connectrpc)[\\/]|src[\\/](?:gen|live[\\/](?!react))|src[\\/]devices[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    port: 3000,
    strictPort: true,
    proxy: Object.fromEntries(
      ['/badezimmer.BadezimmerService', '/devices', '/healthz', '/docs', '/q'].map((path) => [path, { target: gateway }]),
    ),
  },
});
