import type { NativeTypeSpec } from '../../types.ts';
import { domTypes } from './dom.ts';
import { streamReaderType } from './streamReader.ts';
import { streamWriterType } from './streamWriter.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_xml.htm */
export const xmlTypes: readonly NativeTypeSpec[] = [...domTypes, streamReaderType, streamWriterType];
