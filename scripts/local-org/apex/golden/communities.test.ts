import { sourceFolder } from '../../testing/source-folder.ts';
import { GoldenOrg, goldens, goldensIn } from './harness.ts';

const folder = sourceFolder({
  'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app' }] }),
  'config/project-scratch-def.json': JSON.stringify({ edition: 'Developer', features: ['Communities'] }),
  'app/readme.txt': '',
});
const org = new GoldenOrg({}, {}, {}, [`${folder.dir}/app`]);
folder.remove();

const PAGE = 'sforce_api_objects_userlicense';
const LICENSES = `for (Profile p : [SELECT Name, UserType, UserLicense.LicenseDefinitionKey FROM Profile WHERE UserLicense.Name LIKE '%Community' ORDER BY Name])
  System.debug(p.Name + ' ' + p.UserType + ' ' + p.UserLicense.LicenseDefinitionKey);`;

goldensIn(org, PAGE, [
  {
    says: 'Communities bring licenses and profiles of external users',
    apex: LICENSES,
    prints: ['Customer Community User CspLitePortal PID_Customer_Community', 'Partner Community User PowerPartner PID_Partner_Community'],
  },
]);

goldens(PAGE, [{ says: 'Without them an org has none', apex: LICENSES, prints: [] }]);
