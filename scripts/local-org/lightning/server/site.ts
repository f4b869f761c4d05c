import { readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { ApiResponse, MountRequest, StaticMount } from '../../api/extension.ts';
import type { MemoryBuild } from '../build/cache.ts';
import { buildComponents } from '../build/components.ts';
import { ComponentBuildError, type BuildProblem } from '../build/errors.ts';
import { buildHost } from '../build/host.ts';
import { scanSource } from '../build/source-scan.ts';
import { packageFolder, vendorBuild, type VendorBuild } from '../build/vendor.ts';
import { problemPage, shellPage } from './page.ts';

export interface SiteOptions {
  readonly sourceDirs: readonly string[];
  /** Where the base components' build is kept between starts. */
  readonly cacheFolder: string;
}

interface Builds {
  readonly vendor: VendorBuild;
  readonly host: MemoryBuild;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript;charset=UTF-8',
  '.css': 'text/css;charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
};

/** First path segments below `/lightning/` that the shell answers; others belong to the workers' routes. */
const PAGES = new Set(['', 'r', 'o', 'n', 'page', 'cmp', 'app']);

/** File of the compressed answers; keyed by their address, which changes with the content. */
const compressed = new Map<string, Uint8Array>();

/** The static half of Lightning: the shell's document, module files, SLDS, static resources. It runs on the main thread. */
export class Site {
  private readonly options: SiteOptions;
  private readonly baseComponents = packageFolder('lightning-base-components');
  private builds: Builds | undefined;
  private components: MemoryBuild | undefined;
  private problems: readonly BuildProblem[] = [];
  private fingerprint = '';
  private rebuilding: Promise<void> | undefined;

  constructor(options: SiteOptions) {
    this.options = options;
  }

  /** Builds what is not cached. A component that does not compile is reported and shown in the browser; it does not stop the org. */
  async prepare(progress: (message: string) => void): Promise<void> {
    const vendor = await vendorBuild(this.options.cacheFolder, progress);
    const host = await buildHost(vendor, this.baseComponents, this.options.cacheFolder);
    this.builds = { vendor, host };
    await this.refresh();
    if (this.problems.length) progress(new ComponentBuildError(this.problems).message);
  }

  mounts(): StaticMount[] {
    return [
      { prefix: '/lightning/modules/', handle: (request) => this.module(request) },
      { prefix: '/lightning/', handle: (request) => this.page(request) },
      { prefix: '/assets/', handle: (request) => this.asset(request) },
      { prefix: '/resource/', handle: (request) => this.resource(request) },
    ];
  }

  private async page(request: MountRequest): Promise<ApiResponse | undefined> {
    if (!PAGES.has(request.path.split('/')[0] ?? '')) return undefined;
    await this.refresh();
    const { html, contentSecurityPolicy } = this.problems.length ? problemPage(this.problems) : shellPage(this.addresses());
    const headers = {
      'content-type': 'text/html;charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy,
    };
    return { status: 200, headers: { ...headers, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }, body: html };
  }

  private addresses(): Parameters<typeof shellPage>[0] {
    const { vendor, host } = this.ready();
    const app = this.components;
    const url = (kind: string, hash: string, modules: Readonly<Record<string, string>>): [string, string][] =>
      Object.entries(modules).map(([specifier, file]) => [specifier, `/lightning/modules/${kind}/${hash}/${file}`]);
    const vendorHash = vendor.folder.slice(vendor.folder.lastIndexOf('-') + 1);
    const imports = Object.fromEntries([
      ...url('vendor', vendorHash, vendor.modules),
      ...url('host', host.hash, host.modules),
      ...(app ? url('app', app.hash, app.modules) : []),
    ]);
    const preload = ['@lwc/synthetic-shadow', 'lwc', 'host/main'].flatMap((name) => imports[name] ?? []);
    return { imports, boot: imports['host/boot'] ?? '', preload };
  }

  private ready(): Builds {
    if (!this.builds) throw new Error('Lightning is still being built');
    return this.builds;
  }

  /** Builds the org's components again when their source changed since the last page load. */
  private refresh(): Promise<void> {
    this.rebuilding ??= this.rebuild().finally(() => (this.rebuilding = undefined));
    return this.rebuilding;
  }

  private async rebuild(): Promise<void> {
    const scan = scanSource(this.options.sourceDirs);
    if (scan.fingerprint === this.fingerprint) return;
    const { vendor, host } = this.ready();
    const provided = new Set([...Object.keys(vendor.modules), ...Object.keys(host.modules)]);
    try {
      this.components = await buildComponents(scan, {
        baseComponents: this.baseComponents,
        provided,
        cacheFolder: this.options.cacheFolder,
      });
      this.problems = [];
    } catch (error) {
      if (!(error instanceof ComponentBuildError)) throw error;
      this.problems = error.problems;
    }
    this.fingerprint = scan.fingerprint;
  }

  private module(request: MountRequest): ApiResponse | undefined {
    if (request.path === 'shell.css') return file(request, fileURLToPath(new URL('shell.css', import.meta.url)), 'no-cache');
    const [kind, hash = '', ...rest] = request.path.split('/');
    const name = rest.join('/');
    const { vendor, host } = this.ready();
    if (kind === 'vendor' && vendor.folder.endsWith(`-${hash}`)) return file(request, join(vendor.folder, name), IMMUTABLE);
    const build = kind === 'host' ? host : this.components;
    const source = build?.hash === hash ? build.files.get(name) : undefined;
    return source === undefined ? undefined : answer(request, `${kind}/${hash}/${name}`, Buffer.from(source), '.js', IMMUTABLE);
  }

  private asset(request: MountRequest): ApiResponse | undefined {
    return fileBelow(request, join(packageFolder('@salesforce-ux/design-system'), 'assets'), request.path);
  }

  private resource(request: MountRequest): ApiResponse | undefined {
    const [name = '', ...rest] = request.path.split('/');
    const content = scanSource(this.options.sourceDirs).staticResourceFiles.get(name);
    if (!content) return undefined;
    return rest.length ? fileBelow(request, content, rest.join('/')) : file(request, content, 'no-cache');
  }
}

const IMMUTABLE = 'public, max-age=31536000, immutable';

function fileBelow(request: MountRequest, folder: string, path: string): ApiResponse | undefined {
  const target = normalize(join(folder, path));
  return target.startsWith(folder + sep) ? file(request, target, 'public, max-age=3600') : undefined;
}

function file(request: MountRequest, path: string, cacheControl: string): ApiResponse | undefined {
  try {
    return answer(request, path, readFileSync(path), extname(path), cacheControl);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function answer(request: MountRequest, key: string, content: Uint8Array, extension: string, cacheControl: string): ApiResponse {
  const headers = {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'cache-control': cacheControl,
    'x-content-type-options': 'nosniff',
  };
  const packable = content.length > 1024 && ['.js', '.css', '.svg', '.json'].includes(extension);
  if (!packable || !/\bgzip\b/.test(request.header('accept-encoding') ?? '')) return { status: 200, headers, body: content };
  const known = compressed.get(key) ?? gzipSync(content);
  compressed.set(key, known);
  return { status: 200, headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' }, body: known };
}
