import { join } from 'node:path';
import { MetadataConverter, type SourceComponent } from '@salesforce/source-deploy-retrieve';
import JSZip from 'jszip';
import { archivePath, componentSet, isKnownType, readComponents, type Components } from './components.ts';
import { currentSourceDirs } from './deployed-source.ts';
import type { RetrieveJob, RetrieveOutcome } from './types.ts';

/** Packs the named components in metadata format: below `unpackaged/`, with a manifest of what was found. */
export async function runRetrieval(job: RetrieveJob): Promise<RetrieveOutcome> {
  const messages: { fileName: string; problem: string }[] = [];
  const found = new Map<string, SourceComponent>();
  const sources = currentSourceDirs(job.org.dataFile, job.org.startDirs).map(readComponents);
  for (const { type, names } of job.members) {
    if (!isKnownType(type)) {
      messages.push({ fileName: 'unpackaged/package.xml', problem: `Entity type: '${type}' is unknown` });
      continue;
    }
    for (const name of names) {
      const members = sources.flatMap((source) => membersOf(source, type, name));
      if (members.length === 0 && name !== '*') {
        messages.push({ fileName: 'unpackaged/package.xml', problem: `Entity of type '${type}' named '${name}' cannot be found` });
      }
      for (const member of members) found.set(`${member.type.name} ${member.fullName} ${member.xml ?? ''}`, member);
    }
  }
  const zip = new JSZip();
  const set = componentSet(found.values());
  set.sourceApiVersion = job.apiVersion;
  const files = found.size === 0 ? { [`package.xml`]: await set.getPackageXml() } : await metadataFiles(set);
  for (const [name, content] of Object.entries(files)) zip.file(`unpackaged/${name}`, content);
  return {
    fileProperties: [...found.values()].map((component) => ({
      type: component.type.name,
      fullName: component.fullName,
      fileName: join('unpackaged', pathOf(component)),
    })),
    messages,
    zipFile: await zip.generateAsync({ type: 'base64', compression: 'DEFLATE' }),
  };
}

function membersOf(source: Components, type: string, name: string): readonly SourceComponent[] {
  return name === '*' ? source.all.filter((component) => component.type.name === type) : source.find(type, name);
}

async function metadataFiles(set: ReturnType<typeof componentSet>): Promise<Record<string, Uint8Array | string>> {
  const { zipBuffer } = await new MetadataConverter().convert(set, 'metadata', { type: 'zip' });
  const packed = await JSZip.loadAsync(zipBuffer ?? new Uint8Array());
  const files: Record<string, Uint8Array> = {};
  for (const file of Object.values(packed.files)) if (!file.dir) files[file.name] = await file.async('uint8array');
  return files;
}

function pathOf(component: SourceComponent): string {
  const top = component.parent ?? component;
  const file = top.content ?? top.xml ?? '';
  const path = archivePath(top, join(file, '..', '..'));
  return path.replace(/-meta\.xml$/, '');
}
