import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../../../../..');
const PATIENCE_MS = 120_000;

export type DeviceModule = 'light-lamp' | 'sink' | 'toilet' | 'fart-detector' | 'water-leak';

export interface ListedDevice {
  id: string;
  device_name: string;
  status: string;
  properties: Record<string, string>;
}

/** A real gateway and real devices, each a process of its own, that talk on the loopback interface and nowhere else. */
export class Bathroom {
  readonly discoveryPort = 20_000 + Math.floor(Math.random() * 20_000);
  private readonly services = new Set<Service>();
  private readonly newest = new Map<DeviceModule, Service>();
  private prepared: Promise<unknown> | undefined;
  private gateway: Service | undefined;
  url = '';

  async open(port = 0): Promise<void> {
    this.gateway = this.run('gateway', { 'quarkus.http.port': String(port), 'quarkus.http.host': '127.0.0.1' });
    const [, address] = await this.gateway.says(/Listening on: (http:\/\/[\d.:]+)/);
    this.url = address!;
  }

  /** Ends the gateway without a word, and starts it again where it was. */
  async loseGateway(): Promise<() => Promise<void>> {
    await this.gateway!.end('SIGKILL');
    return () => this.open(Number(new URL(this.url).port));
  }

  /** Stops the gateway where it is, connections and all, until the returned function is called. */
  freezeGateway(): () => void {
    const gateway = this.gateway!;
    gateway.signal('SIGSTOP');
    return () => gateway.signal('SIGCONT');
  }

  async device(module: DeviceModule, settings: Record<string, string | number> = {}): Promise<Service> {
    const service = this.run(`devices/${module}`, { 'quarkus.http.port': '0', ...settings });
    this.newest.set(module, service);
    await service.says(/started in/);
    return service;
  }

  /** The newest device of a module. */
  running(module: DeviceModule): Service {
    return this.newest.get(module)!;
  }

  /** Does it the first time only; later calls wait for that. */
  async once(prepare: () => Promise<unknown>): Promise<void> {
    await (this.prepared ??= prepare());
  }

  async list(): Promise<ListedDevice[]> {
    return (await fetch(`${this.url}/devices`)).json() as Promise<ListedDevice[]>;
  }

  async named(name: string): Promise<ListedDevice | undefined> {
    return (await this.list()).find((device) => device.device_name === name);
  }

  async property(name: string, key: string): Promise<string | undefined> {
    return (await this.named(name))?.properties[key];
  }

  async patch(kind: 'light' | 'sink', name: string, body: object): Promise<void> {
    const device = await this.named(name);
    const answer = await fetch(`${this.url}/devices/${kind}/${encodeURIComponent(device!.id)}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`PATCH ${name}: ${answer.status} ${await answer.text()}`);
  }

  async close(): Promise<void> {
    await Promise.all([...this.services].map((service) => service.end('SIGKILL')));
  }

  private run(module: string, settings: Record<string, string | number>): Service {
    const all = {
      'badezimmer.discovery.interfaces': 'lo',
      'badezimmer.discovery.port': this.discoveryPort,
      ...settings,
    };
    const service = new Service(module, all);
    this.services.add(service);
    return service;
  }
}

export class Service {
  private readonly process: ChildProcess;
  private log = '';

  constructor(
    private readonly module: string,
    settings: Record<string, string | number>,
  ) {
    const app = join(ROOT, module, 'target/quarkus-app');
    const cache = existsSync(join(app, 'app.aot')) ? ['-XX:AOTCache=app.aot'] : [];
    const given = Object.entries(settings).map(([key, value]) => `-D${key}=${value}`);
    this.process = spawn(
      join(process.env.JAVA_HOME!, 'bin/java'),
      [...cache, '-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...given, '-jar', 'quarkus-run.jar'],
      { cwd: app, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [this.process.stdout!, this.process.stderr!]) {
      stream.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    }
  }

  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const match = pattern.exec(this.log);
      if (match) return match;
      if (this.process.exitCode !== null || Date.now() > end) {
        throw new Error(`${this.module} never said ${pattern}. Its log:\n${this.log}`);
      }
      await pause(50);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill(signal);
    await gone;
  }
}
