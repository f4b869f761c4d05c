import { standardObject } from './declare.ts';

export const recordType = standardObject(
  'RecordType',
  '012',
  { sharing: 'Read', common: ['audit'] },
  `
  Name              Text(80) name required
  DeveloperName     Text(80) required
  NamespacePrefix   Text(15) readonly
  Description       TextArea(255)
  BusinessProcessId Text(18)
  SobjectType       Text(40) required createonly
  IsActive          Checkbox
  IsPersonType      Checkbox readonly
  `,
);
