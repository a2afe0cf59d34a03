import { speak } from './i18n/speak';
import { preferences } from './shell/preferences';
import { keepTheme } from './shell/theme';
import './styles.css';

const root = document.getElementById('root')!;

keepTheme();
start().catch(() => {
  const { m } = speak(preferences.get().language, navigator.languages);
  const reload = Object.assign(document.createElement('button'), { type: 'button', textContent: m.broken.reload, className: 'touch underline' });
  reload.addEventListener('click', () => location.reload());
  const hint = Object.assign(document.createElement('p'), { role: 'alert', textContent: `${m.broken.page}. ` });
  hint.append(reload);
  const main = Object.assign(document.createElement('main'), { className: 'p-6' });
  main.append(hint);
  root.replaceChildren(main);
});

/** One part after another, each a task of its own; the stream first, because its answer takes a while. */
async function start(): Promise<void> {
  const { client, store } = (await import('./live/room')).openRoom();
  await import('react-dom/client');
  (await import('./shell/show')).show(root, client, store);
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => {
    // Without it the page works all the same, but does not open offline.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });
}
