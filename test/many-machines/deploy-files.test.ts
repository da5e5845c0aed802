// What is shipped in deploy/ names real settings, fits the gateway's defaults, and is what the tests beside this one ran.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GATEWAY_SETTINGS, type GatewaySetting, readGatewayConfig } from '@lipwire/gateway';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  type ComposeFile,
  type Container,
  deployFile,
  type KubernetesObject,
  type Kustomization,
  yamlDocuments,
} from './deploy-files.js';
import { FLEET_SETTINGS, makeCertificate } from './fleet.js';
import { NGINX, SHIPPED_NGINX } from './nginx.js';

const DEPLOY = fileURLToPath(new URL('../../deploy', import.meta.url));
const SETTINGS = Object.values(GATEWAY_SETTINGS) as readonly GatewaySetting[];
const PORT = Number(GATEWAY_SETTINGS.port.default);
const DRAIN_SECONDS = Number(GATEWAY_SETTINGS.drainSeconds.default);
const { version } = JSON.parse(readFileSync(join(DEPLOY, '../packages/lipwire/package.json'), 'utf8'));

const [compose] = yamlDocuments<ComposeFile>('compose/compose.yaml') as [ComposeFile];
const [kustomization] = yamlDocuments<Kustomization>('kustomization.yaml') as [Kustomization];
const objects = kustomization.resources.flatMap((path) => yamlDocuments<KubernetesObject>(path));
const dockerfile = deployFile('docker/Dockerfile');

const object = (kind: string, name: string) =>
  objects.find((one) => one.kind === kind && one.metadata.name === name) as KubernetesObject;
const podOf = (name: string) => object('Deployment', name).spec.template.spec;
const gatewayPod = podOf('lipwire-gateway');
const [gateway] = gatewayPod.containers as [Container];
const containers = objects
  .filter(({ kind }) => kind === 'Deployment')
  .flatMap(({ spec }) => spec.template.spec.containers);

/** What each place sets, by the name of the place. */
const places: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'gateway-1 of Compose': compose.services['gateway-1']?.environment ?? {},
  'gateway-2 of Compose': compose.services['gateway-2']?.environment ?? {},
  Kubernetes: Object.fromEntries((gateway.env ?? []).map(({ name, value }) => [name, value])),
  systemd: Object.fromEntries(
    [...deployFile('systemd/gateway.env').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  ),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lipwire-deploy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.entries(places))('the settings of %s', (_, settings) => {
  it('are those with which the fleet was tested', () => {
    expect(Object.keys(settings).sort()).toEqual([...FLEET_SETTINGS].sort());
  });

  it('are real, and a gateway starts with them once the sealing key is there', () => {
    expect(SETTINGS.map(({ env }) => env)).toEqual(expect.arrayContaining(Object.keys(settings)));
    const here = {
      ...settings,
      LIPWIRE_CONFIG: join(DEPLOY, 'gateway.json'),
      LIPWIRE_SECRET_FILE: join(folder, 'sealing-keys'),
    };
    writeFileSync(here.LIPWIRE_SECRET_FILE, `${'0123456789abcdef'.repeat(4)}\n`);
    expect(readGatewayConfig({ env: here })).toMatchObject({ port: PORT, publicUrl: 'https://voice.example.com' });
    // The template holds no key that anybody could know.
    writeFileSync(here.LIPWIRE_SECRET_FILE, object('Secret', 'lipwire-sealing').stringData?.['sealing-keys'] ?? '');
    expect(() => readGatewayConfig({ env: here })).toThrow(/32 bytes or more/);
  });
});

test('the example of a configuration file opens to nobody', () => {
  const digests = deployFile('gateway.json').match(/sha256:\w+/g) ?? [];
  expect(digests.length).toBeGreaterThan(0);
  expect(new Set(digests)).toEqual(new Set([`sha256:${'0'.repeat(64)}`]));
});

test('ports are the one on which a gateway listens', () => {
  expect(dockerfile).toMatch(new RegExp(`^EXPOSE ${PORT}$`, 'm'));
  expect(dockerfile).toMatch(/^ENV .*\bLIPWIRE_HOST=0\.0\.0\.0$/m);
  expect(gateway.ports).toEqual([{ name: 'http', containerPort: PORT }]);
  expect(object('Service', 'lipwire-gateway').spec.ports).toEqual([{ name: 'http', port: PORT, targetPort: 'http' }]);
  expect(object('Deployment', 'lipwire-gateway').spec.template.metadata.annotations).toEqual({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(PORT),
    'prometheus.io/path': '/metrics',
  });
  for (const path of ['nginx/lipwire', 'compose', 'kubernetes/nginx']) {
    const ports = [...deployFile(`${path}/gateways.conf`).matchAll(/^server [^ ]+:(\d+) /gm)].map(([, port]) => port);
    expect(ports.length).toBeGreaterThan(0);
    expect(new Set(ports)).toEqual(new Set([String(PORT)]));
  }
});

test('probes ask what a gateway answers', () => {
  expect(gateway.livenessProbe?.httpGet).toEqual({ path: '/healthz', port: 'http' });
  expect(gateway.startupProbe?.httpGet).toEqual({ path: '/healthz', port: 'http' });
  expect(gateway.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'http' });
  expect(dockerfile).toContain(`http://127.0.0.1:${PORT}/healthz`);
});

test('whoever stops a gateway waits for longer than it drains', () => {
  // Calls that are left take up to two seconds to hear of it; the rest is for a slow machine.
  const needed = DRAIN_SECONDS + 10;
  const preStop = Number(gateway.lifecycle?.preStop.exec.command[1]);
  expect(gatewayPod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(needed + preStop);
  expect(Number.parseInt(compose.services['gateway-1']?.stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(needed);
  const [, unitSeconds] = /^TimeoutStopSec=(\d+)$/m.exec(deployFile('systemd/lipwire-gateway@.service')) ?? [];
  expect(Number(unitSeconds)).toBeGreaterThanOrEqual(needed);
});

test('images are pinned, and ours is this version', () => {
  const images = [
    ...containers.map(({ image }) => image),
    ...Object.values(compose.services).map(({ image }) => image),
    ...[...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image as string),
  ];
  for (const image of images) expect(image).toMatch(/:\d+\.\d+\.\d+(-[\w.-]+)?$/);
  const ours = images.filter((image) => image.startsWith('lipwire:'));
  expect(new Set(ours)).toEqual(new Set([`lipwire:${version}`]));
  expect(dockerfile).toContain(`docker build -f deploy/docker/Dockerfile -t lipwire:${version} .`);
  // The same software, whichever way it is run.
  for (const name of ['nginx', 'valkey/valkey']) {
    expect(new Set(images.filter((image) => image.startsWith(`${name}:`))).size).toBe(1);
  }
});

test('nothing runs as root, or writes where it was not told to', () => {
  for (const { securityContext } of containers) {
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  }
  for (const name of ['lipwire-gateway', 'lipwire-nginx', 'lipwire-redis']) {
    expect(podOf(name).securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  }
  for (const { user, read_only } of Object.values(compose.services)) {
    expect(user).toMatch(/^[1-9]/);
    expect(read_only).toBe(true);
  }
  expect(dockerfile).toMatch(/^USER 1000:1000$/m);
});

test('what Kubernetes objects name is there', () => {
  const listed = kustomization.resources.map((path) => path.replace('kubernetes/', ''));
  const files = readdirSync(join(DEPLOY, 'kubernetes')).filter((name) => name.endsWith('.yaml'));
  expect(listed.sort()).toEqual(files.sort());

  const labels = objects.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.metadata.labels);
  for (const { kind, spec } of objects) {
    if (kind === 'Service') expect(labels).toContainEqual(spec.selector);
    if (kind === 'PodDisruptionBudget')
      expect(labels).toContainEqual((spec.selector as { matchLabels: object }).matchLabels);
    if (kind === 'NetworkPolicy' && spec.podSelector?.matchLabels)
      expect(labels).toContainEqual(spec.podSelector.matchLabels);
    if (kind === 'HorizontalPodAutoscaler') {
      expect(object(spec.scaleTargetRef?.kind ?? '', spec.scaleTargetRef?.name ?? '')).toBeDefined();
    }
    if (kind !== 'Deployment') continue;
    const { volumes = [], containers } = spec.template.spec;
    const names = volumes.map(({ name }) => name);
    for (const { volumeMounts = [] } of containers) {
      expect(names).toEqual(expect.arrayContaining(volumeMounts.map(({ name }) => name)));
    }
    for (const { configMap, secret } of volumes) {
      if (configMap) expect(kustomization.configMapGenerator.map(({ name }) => name)).toContain(configMap.name);
      if (secret) expect(object('Secret', secret.secretName)).toBeDefined();
    }
  }
  // The two files that the gateway's settings name lie where its volumes are mounted.
  const mounts = gateway.volumeMounts?.map(({ mountPath }) => mountPath);
  const { LIPWIRE_CONFIG, LIPWIRE_SECRET_FILE, REDIS_URL } = places.Kubernetes ?? {};
  expect([LIPWIRE_CONFIG, LIPWIRE_SECRET_FILE]).toEqual([`${mounts?.[0]}/gateway.json`, `${mounts?.[1]}/sealing-keys`]);
  expect(object('Service', new URL(REDIS_URL ?? '').hostname)).toBeDefined();
});

test('the addresses in the Compose file are those in the files beside it', () => {
  const address = (name: string) => compose.services[name]?.networks.inner.ipv4_address;
  const servers = [...deployFile('compose/gateways.conf').matchAll(/^server ([\d.]+):/gm)].map(([, host]) => host);
  expect(servers).toEqual([address('gateway-1'), address('gateway-2')]);
  expect(compose.services['gateway-1']?.environment).toMatchObject({
    LIPWIRE_TRUSTED_PROXIES: address('nginx'),
    REDIS_URL: `redis://${address('redis')}:6379`,
  });
  const network = compose.networks.inner.ipam.config[0].subnet.replace('.0/24', '.');
  for (const name of Object.keys(compose.services)) expect(address(name)?.startsWith(network)).toBe(true);
});

describe('nginx', () => {
  /** The two files of a place, by what they are called in nginx. */
  const SITES = ['nginx/lipwire', 'compose', 'kubernetes/nginx'];

  test('is given the tested files everywhere', () => {
    expect(compose.services.nginx?.volumes).toEqual([
      '../nginx/nginx.conf:/etc/nginx/nginx.conf:ro',
      '../nginx/conf.d:/etc/nginx/conf.d:ro',
      './gateways.conf:/etc/nginx/lipwire/gateways.conf:ro',
      './site.conf:/etc/nginx/lipwire/site.conf:ro',
    ]);
    expect(readdirSync(join(SHIPPED_NGINX, 'conf.d'))).toEqual(['lipwire.conf']);
    expect(kustomization.configMapGenerator.find(({ name }) => name === 'lipwire-nginx')?.files).toEqual([
      'nginx.conf=nginx/nginx.conf',
      'lipwire.conf=nginx/conf.d/lipwire.conf',
      'gateways.conf=kubernetes/nginx/gateways.conf',
      'site.conf=kubernetes/nginx/site.conf',
    ]);
    const [nginxVolume] = podOf('lipwire-nginx').volumes ?? [];
    expect(nginxVolume?.configMap?.items?.map(({ path }) => path)).toEqual([
      'nginx.conf',
      'conf.d/lipwire.conf',
      'lipwire/gateways.conf',
      'lipwire/site.conf',
    ]);
  });

  test.each(SITES)('accepts the files of %s', (site) => {
    const etc = mkdtempSync(join(folder, 'nginx-'));
    mkdirSync(join(etc, 'run'));
    cpSync(SHIPPED_NGINX, etc, { recursive: true });
    const { certificate, key } = makeCertificate(etc);
    const here: readonly (readonly [RegExp, string])[] = [
      [/^ssl_certificate .*/m, `ssl_certificate ${certificate};`],
      [/^ssl_certificate_key .*/m, `ssl_certificate_key ${key};`],
      [/\/var\/log\/nginx|\/dev(?=\/stdout)/g, etc],
      // Not everybody may listen below 1024, not every machine has IPv6, and names of other places lead nowhere.
      [/^listen 443/m, 'listen 18443'],
      [/^listen \[::\].*/m, ''],
      [/lipwire-gateway:/g, '127.0.0.1:'],
    ];
    for (const name of ['gateways.conf', 'site.conf']) {
      const text = here.reduce((all, [from, to]) => all.replace(from, to), deployFile(`${site}/${name}`));
      writeFileSync(join(etc, 'lipwire', name), text);
    }
    const { status, stderr } = spawnSync(NGINX, ['-t', '-p', join(etc, 'run'), '-c', join(etc, 'nginx.conf')]);
    expect([status, String(stderr)]).toEqual([0, expect.stringContaining('test is successful')]);
    expect(String(stderr)).not.toContain('[warn]');
  });

  test('bears more silence than a heartbeat leaves', () => {
    const text = deployFile('nginx/conf.d/lipwire.conf');
    for (const name of ['proxy_read_timeout', 'proxy_send_timeout']) {
      const [, seconds] = new RegExp(`^ *${name} (\\d+)s;$`, 'm').exec(text) ?? [];
      expect(Number(seconds)).toBeGreaterThan(3 * Number(GATEWAY_SETTINGS.heartbeatSeconds.default));
    }
  });

  test.each(SITES)('logs no queries with the files of %s', (site) => {
    const logs = [...deployFile(`${site}/site.conf`).matchAll(/^(access_log|error_log) \S+ (\w+);$/gm)];
    expect(logs.map(([, name, form]) => `${name} ${form}`)).toEqual(['access_log lipwire', 'error_log crit']);
  });
});
