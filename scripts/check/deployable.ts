import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';

import { packageFolder } from './files.ts';
import type { Finding, Rule } from './finding.ts';

/** The deploy tools themselves must be able to turn the source into a package. */
export const deployable: Rule = {
  name: 'the source converts into a deployable package',
  async find(): Promise<Finding[]> {
    try {
      const components = ComponentSet.fromSource(packageFolder);
      const result = await new MetadataConverter().convert(components, 'metadata', { type: 'zip' });
      return result.zipBuffer && result.zipBuffer.length > 0 ? [] : [{ file: packageFolder, message: 'converts into an empty package' }];
    } catch (error) {
      return [{ file: packageFolder, message: (error as Error).message }];
    }
  },
};
