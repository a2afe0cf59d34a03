// Runs the browser tests where there is a Chromium, and says so where there is none.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../../..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const chromium =
  process.env.CHROMIUM ??
  process.env.PATH.split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(existsSync);
if (!chromium) {
  console.log('The browser tests are left out: there is no Chromium on the PATH (Debian: apt-get install chromium).');
  if (process.env.BADEZIMMER_NOT_CHECKED) {
    appendFileSync(process.env.BADEZIMMER_NOT_CHECKED, "the dashboard's tests in a browser: there is no Chromium\n");
  }
  process.exit(process.env.BADEZIMMER_E2E === 'required' ? 1 : 0);
}

const MODULES = ['gateway', ...['light-lamp', 'sink', 'toilet', 'fart-detector', 'water-leak'].map((name) => `devices/${name}`)];
const missing = MODULES.filter((module) => !existsSync(join(root, module, 'target/quarkus-app/quarkus-run.jar')));
if (missing.length > 0) {
  console.error(`The browser tests need the packaged services (./mvnw package -DskipTests); not there: ${missing.join(', ')}.`);
  process.exit(1);
}

const java = spawnSync('sh', ['-c', '. .mvn/toolchain.sh && find_jdk && printf %s "$JAVA_HOME"'], { cwd: root, encoding: 'utf8' });
if (java.status !== 0) {
  console.error(java.stderr);
  process.exit(1);
}

const playwright = join(import.meta.dirname, '../node_modules/@playwright/test/cli.js');
const { status } = spawnSync(process.execPath, [playwright, 'test', '--config', import.meta.dirname, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM: chromium, JAVA_HOME: java.stdout },
});
process.exit(status ?? 1);
