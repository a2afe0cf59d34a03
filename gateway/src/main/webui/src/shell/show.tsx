import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from '../commands/desk';
import { DeskContext } from '../commands/react';
import { SpeechProvider } from '../i18n/react';
import type { Gateway } from '../live/gateway';
import { StoreContext } from '../live/react';
import type { Store } from '../live/store';
import { App } from './app';
import { Boundary } from './boundary';
import { BrokenPage } from './broken';

/** Puts the page into the document. */
export function show(root: HTMLElement, client: Gateway, store: Store): void {
  const desk = new Desk(client, store);
  const page = (
    <StrictMode>
      <StoreContext value={store}>
        <DeskContext value={desk}>
          <SpeechProvider>
            <Boundary instead={() => <BrokenPage />}>
              <App />
            </Boundary>
          </SpeechProvider>
        </DeskContext>
      </StoreContext>
    </StrictMode>
  );
  // In slices: a slow phone can scroll meanwhile.
  startTransition(() => createRoot(root).render(page));
}
