import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to the gateway that a test can cut. */
export async function cutting(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let streams = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    client.on('data', (chunk) => (streams += Number(chunk.includes('BadezimmerService/WatchDevices'))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many streams were begun so far. */
    connections: () => streams,
    /** How many connections a browser has now. */
    open: () => open.size / 2,
    cut: () => open.forEach((socket) => socket.destroy()),
    close: () => {
      open.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
