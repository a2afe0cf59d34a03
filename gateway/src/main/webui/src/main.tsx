import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from './commands/desk';
import { DeskContext } from './commands/react';
import { SpeechProvider } from './i18n/react';
import { gateway } from './live/gateway';
import { StoreContext } from './live/react';
import { startLive } from './live/start';
import { Store } from './live/store';
import { App } from './shell/app';
import { Boundary } from './shell/boundary';
import { BrokenPage } from './shell/broken';
import { keepTheme } from './shell/theme';
import './styles.css';

const client = gateway();
const store = new Store();
const desk = new Desk(client, store);

keepTheme();
createRoot(document.getElementById('root')!).render(
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
  </StrictMode>,
);
startLive(client, store);

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => {
    // Without it the page works all the same, but does not open offline.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });
}
