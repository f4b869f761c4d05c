import { readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { ApiResponse, MountRequest, StaticMount } from '../../api/extension.ts';
import { BuildThread } from '../build/build-thread.ts';
import { keptBuild, type MemoryBuild } from '../build/cache.ts';
import { componentsName } from '../build/components.ts';
import { ComponentBuildError, type BuildProblem } from '../build/errors.ts';
import { hostName } from '../build/host.ts';
import { scanSource } from '../build/source-scan.ts';
import { keptVendor, packageFolder, type VendorBuild } from '../build/vendor.ts';
import { buildingPage, problemPage, shellPage, type HtmlPage } from './page.ts';

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
  private builds: Builds | undefined;
  private components: MemoryBuild | undefined;
  /** By hash: a page that was loaded before a rebuild still imports from its own. */
  private readonly served = new Map<string, MemoryBuild>();
  private problems: readonly BuildProblem[] = [];
  private fingerprint = '';
  private rebuilding: Promise<void> | undefined;
  private preparing: Promise<void> = Promise.resolve();
  private progress = '';
  private closed = false;
  private readonly thread = new BuildThread();

  constructor(options: SiteOptions) {
    this.options = options;
  }

  /**
   * Takes what is cached, which is quick, and begins to build the rest beside the server: pages wait for it, the start
   * does not. A component that does not compile is reported and shown in the browser; it does not stop the org.
   */
  prepare(progress: (message: string) => void): void {
    this.progress = 'Reading the base components';
    const told = (message: string): void => progress((this.progress = message));
    this.preparing = this.build(told).catch((error: unknown) => {
      this.problems = problemsFrom(error);
      told(error instanceof Error ? error.message : String(error));
    });
  }

  /** Ends a build that is under way. */
  async close(): Promise<void> {
    this.closed = true;
    await this.thread.close();
  }

  private async build(progress: (message: string) => void): Promise<void> {
    const { cacheFolder } = this.options;
    const vendor = keptVendor(cacheFolder) ?? (await this.thread.run<VendorBuild>({ kind: 'vendor', cacheFolder }, progress));
    const host = keptBuild(cacheFolder, hostName(vendor)) ?? (await this.thread.run<MemoryBuild>({ kind: 'host', cacheFolder, vendor }));
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
    const { html, contentSecurityPolicy } = await this.document();
    const headers = {
      'content-type': 'text/html;charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy,
    };
    return { status: 200, headers: { ...headers, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }, body: html };
  }

  private async document(): Promise<HtmlPage> {
    // A build of a second or two is worth waiting for; the first one of all takes longer, and says so.
    await Promise.race([this.preparing, delay(PATIENCE_MS)]);
    if (this.builds) await this.refresh();
    if (this.problems.length) return problemPage(this.problems);
    return this.builds ? shellPage(this.addresses()) : buildingPage(this.progress);
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
    const { cacheFolder, sourceDirs } = this.options;
    try {
      this.components =
        keptBuild(cacheFolder, componentsName(scan, provided)) ??
        (await this.thread.run<MemoryBuild>({ kind: 'components', cacheFolder, sourceDirs, provided: [...provided] }));
      this.served.set(this.components.hash, this.components);
      this.problems = [];
    } catch (error) {
      if (this.closed) return;
      this.problems = problemsFrom(error);
    }
    this.fingerprint = scan.fingerprint;
  }

  private module(request: MountRequest): ApiResponse | undefined {
    if (request.path === 'shell.css') return file(request, fileURLToPath(new URL('shell.css', import.meta.url)), 'no-cache');
    const [kind, hash = '', ...rest] = request.path.split('/');
    const name = rest.join('/');
    if (!this.builds) return undefined;
    const { vendor, host } = this.builds;
    if (kind === 'vendor' && vendor.folder.endsWith(`-${hash}`)) return file(request, join(vendor.folder, name), IMMUTABLE);
    const build = kind === 'host' ? host : this.served.get(hash);
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

/** How long a page waits for a build before it shows that there is one. */
const PATIENCE_MS = 4000;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function problemsFrom(error: unknown): readonly BuildProblem[] {
  if (error instanceof ComponentBuildError) return error.problems;
  return [{ file: 'Lightning', message: error instanceof Error ? error.message : String(error) }];
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
