import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', NoObserver);

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
