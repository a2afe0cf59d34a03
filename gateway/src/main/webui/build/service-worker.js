// Keeps the page itself, never what it shows: without a network the page still opens, and says that it is offline.
const CACHE = 'badezimmer-__VERSION__';
const SHELL = ['__SHELL__'];

self.addEventListener('install', (event) => {
  const requests = SHELL.map((path) => new Request(path, { cache: 'reload', headers: { Accept: path === '/' ? 'text/html' : '*/*' } }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('badezimmer-') && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !SHELL.includes(url.pathname)) return;
  if (url.pathname !== '/') {
    event.respondWith(kept(url.pathname).then((file) => file ?? fetch(request)));
  } else if (request.mode === 'navigate') {
    event.respondWith(fromNetworkFirst(request));
  }
});

// A file is the same whatever the browser accepts; the gateway's Vary is for its other answers at "/" and for encodings.
function kept(path) {
  return caches.match(path, { ignoreVary: true });
}

// The newest page if the gateway is there; the kept one if it is not, or takes longer than a person waits.
async function fromNetworkFirst(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(3000) });
    return answer.ok ? answer : ((await kept('/')) ?? answer);
  } catch (error) {
    const page = await kept('/');
    if (page) return page;
    throw error;
  }
}
