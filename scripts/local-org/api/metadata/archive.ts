import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import JSZip from 'jszip';
import { MetadataApiError } from './errors.ts';

/** Limits of an archive: https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm */
const MAX_FILES = 10_000;
const MAX_UNPACKED_BYTES = 600 * 1024 * 1024;

/**
 * Unpacks a deployment's archive and finds the package in it: at the root, or in its only folder.
 * @returns the folder with `package.xml`
 * @throws MetadataApiError when it is no zip archive, is too large, reaches outside of its folder or has no `package.xml`
 */
export async function unpack(content: Uint8Array, folder: string): Promise<string> {
  let zip: JSZip;
  try {
    zip = await JSZip.loadAsync(content);
  } catch (error) {
    throw new MetadataApiError('INVALID_ZIP', `The deployment's archive is not a valid zip file: ${(error as Error).message}`);
  }
  const files = Object.values(zip.files).filter((file) => !file.dir);
  if (files.length > MAX_FILES)
    throw new MetadataApiError('LIMIT_EXCEEDED', `Maximum number of files in the archive exceeded: ${MAX_FILES}`);
  let unpacked = 0;
  for (const file of files) {
    const path = resolve(folder, file.unsafeOriginalName ?? file.name);
    if (!path.startsWith(folder + sep)) throw new MetadataApiError('INVALID_ZIP', `The archive names a file outside of it: ${file.name}`);
    const bytes = await read(file);
    unpacked += bytes.length;
    if (unpacked > MAX_UNPACKED_BYTES) throw new MetadataApiError('LIMIT_EXCEEDED', 'The archive is too large when it is unpacked');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return packageFolder(folder);
}

/** A file that is cut off or does not match its checksum is an invalid archive, too. */
async function read(file: JSZip.JSZipObject): Promise<Uint8Array> {
  try {
    return await file.async('uint8array');
  } catch (error) {
    throw new MetadataApiError('INVALID_ZIP', `The archive's file ${file.name} cannot be read: ${(error as Error).message}`);
  }
}

function packageFolder(folder: string): string {
  if (existsSync(join(folder, 'package.xml'))) return folder;
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  const [only = ''] = entries;
  const inner = join(folder, only);
  if (entries.length === 1 && statSync(inner).isDirectory() && existsSync(join(inner, 'package.xml'))) return inner;
  throw new MetadataApiError('INVALID_ZIP', 'No package.xml found');
}
