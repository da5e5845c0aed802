import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is looked at of a container, in Kubernetes. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  readonly securityContext: object;
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string };
}

/** What is looked at of an object of Kubernetes; each kind has some of it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly selector?: object;
    readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly ports?: readonly { readonly port: number; readonly targetPort: string }[];
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
    readonly template: {
      readonly metadata: { readonly labels: object; readonly annotations?: Readonly<Record<string, string>> };
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: object;
        readonly containers: readonly Container[];
        readonly volumes?: readonly {
          readonly name: string;
          readonly configMap?: { readonly name: string; readonly items?: readonly { key: string; path: string }[] };
          readonly secret?: { readonly secretName: string };
        }[];
      };
    };
  };
}

/** What is looked at of a service of Compose. */
export interface ComposeService {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly stop_grace_period?: string;
  readonly user: string;
  readonly read_only: boolean;
  readonly networks: { readonly inner: { readonly ipv4_address: string } };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: { readonly inner: { readonly ipam: { readonly config: readonly [{ readonly subnet: string }] } } };
}

export interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator: readonly { readonly name: string; readonly files: readonly string[] }[];
}

/** A file of `deploy/`, as text. */
export function deployFile(path: string): string {
  return readFileSync(`${ROOT}/deploy/${path}`, 'utf8');
}

/** The documents of a YAML file of `deploy/`. @throws for whatever is no YAML, or written twice. */
export function yamlDocuments<T>(path: string): T[] {
  return parseAllDocuments(deployFile(path), { merge: true }).map((document) => {
    if (document.errors.length + document.warnings.length > 0) throw new Error(`${path}: ${document.errors.join()}`);
    return document.toJS() as T;
  });
}
