import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'node',
    restoreMocks: true,
    reporters: ['default', ['junit', { outputFile: '../../../target/webui-reports/TEST-dashboard.xml' }]],
  },
});
