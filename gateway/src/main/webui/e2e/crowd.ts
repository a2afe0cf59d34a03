import { create, toBinary } from '@bufbuild/protobuf';
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo, type Server, type Socket as Link } from 'node:net';
import { MDNSSchema, TransportProtocol, type MDNS } from '../src/gen/badezimmer_pb.ts';

const GROUP = '224.0.0.251';
const A_HOST = 25;
const KINDS = [
  ['_lightlamp._tcp.local.', 'Lamp', 'ACTUATOR_KIND', 'LIGHT_LAMP'],
  ['_sink._tcp.local.', 'Basin', 'ACTUATOR_KIND', 'SINK'],
  ['_toilet._tcp.local.', 'Loo', 'SENSOR_KIND', 'TOILET'],
  ['_waterleak._tcp.local.', 'Floor', 'SENSOR_KIND', 'WATER_LEAK'],
  ['_towel._tcp.local.', 'Towel', 'SENSOR_KIND', 'TOWEL_WARMER'],
] as const;

interface Member {
  host: string;
  port: number;
  socket: Socket;
  type: string;
  name: string;
  properties: Record<string, string>;
}

/**
 * Many devices in one process: each announces itself and answers pings, from a handful of addresses of this machine, at a
 * port of its own on each: one endpoint is one device.
 */
export class Crowd {
  private readonly members: Member[] = [];
  private readonly links = new Set<Link>();

  private constructor(
    private readonly discoveryPort: number,
    private readonly servers: Server[],
    private readonly sockets: Socket[],
  ) {}

  static async gather(discoveryPort: number, count: number): Promise<Crowd> {
    const servers = Array.from({ length: A_HOST }, () => createServer());
    await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))));
    const sockets: Socket[] = [];
    const crowd = new Crowd(discoveryPort, servers, sockets);
    for (const server of servers) server.on('connection', (link) => crowd.welcome(link));
    for (let i = 0; i < count; i++) {
      const host = `127.0.1.${1 + Math.floor(i / A_HOST)}`;
      if (i % A_HOST === 0) {
        const socket = createSocket('udp4');
        await new Promise<void>((resolve) => socket.bind(0, host, resolve));
        socket.setMulticastInterface(host);
        sockets.push(socket);
      }
      const [type, name, kind, category] = KINDS[i % KINDS.length]!;
      crowd.members.push({
        host,
        port: (servers[i % A_HOST]!.address() as AddressInfo).port,
        socket: sockets[sockets.length - 1]!,
        type,
        name: `${name} ${1 + Math.floor(i / KINDS.length)}`,
        properties: { kind, category, v: '2', ...crowd.properties(category) },
      });
    }
    // As real devices do: a datagram may be lost, three are not.
    for (let round = 0; round < 3; round++) await crowd.say(60);
    return crowd;
  }

  /** Changes so many properties a second, of one device after another, until the returned function is called. */
  chatter(perSecond: number): () => void {
    let next = 0;
    const timer = setInterval(() => {
      for (let i = 0; i < perSecond / 20; i++) {
        const member = this.members[next++ % this.members.length]!;
        Object.assign(member.properties, this.properties(member.properties.category!));
        this.announce(member, 60);
      }
    }, 50);
    return () => clearInterval(timer);
  }

  async leave(): Promise<void> {
    for (let round = 0; round < 3; round++) await this.say(0);
    this.links.forEach((link) => link.destroy());
    this.servers.forEach((server) => server.close());
    this.sockets.forEach((socket) => socket.close());
  }

  private welcome(link: Link): void {
    this.links.add(link);
    link.on('close', () => this.links.delete(link));
    link.on('error', () => link.destroy());
    // BadezimmerResponse { empty } to whatever was asked: a sign of life.
    link.on('data', () => link.write(Buffer.from([0, 0, 0, 2, 0x0a, 0])));
  }

  private properties(category: string): Record<string, string> {
    const any = (bound: number) => String(Math.floor(Math.random() * bound));
    switch (category) {
      case 'LIGHT_LAMP':
        return { is_on: 'true', brightness: any(101), color: '0xFF8800' };
      case 'SINK':
        return { is_on: 'true', water_consumed_liters: any(1_000) };
      case 'TOILET':
        return { flush_count: any(1_000), clogged: 'false', water_consumed_liters: any(1_000) };
      case 'WATER_LEAK':
        return { severity: '0', battery: any(101), location: 'BATHROOM' };
      default:
        // Words that every object of JavaScript knows.
        return { warmth: any(10), folded: 'true', note: '__proto__', constructor: 'toString' };
    }
  }

  private async say(ttl: number): Promise<void> {
    for (const member of this.members) {
      this.announce(member, ttl);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }

  private announce(member: Member, ttl: number): void {
    const message = toBinary(MDNSSchema, this.message(member, ttl));
    const framed = Buffer.alloc(4 + message.length);
    framed.writeUInt32BE(message.length);
    framed.set(message, 4);
    member.socket.send(framed, this.discoveryPort, GROUP);
  }

  private message({ type, name, host, port, properties }: Member, ttl: number): MDNS {
    const full = `${name}.${type}`;
    const own = { name: full, ttl, cacheFlush: true };
    return create(MDNSSchema, {
      data: {
        case: 'queryResponse',
        value: {
          answers: [{ name: type, ttl, record: { case: 'ptrRecord', value: { name: type, domainName: full } } }],
          additionalRecords: [
            { ...own, record: { case: 'aRecord', value: { name: full, address: host } } },
            {
              ...own,
              record: {
                case: 'srvRecord',
                value: { name, port, target: full, protocol: TransportProtocol.TCP_PROTOCOL, service: type.split('.')[0]!, instance: name },
              },
            },
            { ...own, record: { case: 'txtRecord', value: { name: full, entries: properties } } },
          ],
        },
      },
    });
  }
}
