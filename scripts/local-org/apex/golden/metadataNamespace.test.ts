import { after } from 'node:test';
import { sourceFolder, xml } from '../../testing/source-folder.ts';
import { userGoldens } from './users.ts';

userGoldens(
  'apex_metadata_testing',
  {
    'a container holds the components to deploy': `
    Metadata.CustomMetadata record = new Metadata.CustomMetadata(); record.fullName = 'Plan.Gold'; record.label = 'Gold';
    Metadata.CustomMetadataValue value = new Metadata.CustomMetadataValue(); value.field = 'Note__c'; value.value = 'dear'; record.values.add(value);
    Metadata.DeployContainer container = new Metadata.DeployContainer(); container.addMetadata(record);
    Metadata.CustomMetadata back = (Metadata.CustomMetadata) container.getMetadata()[0];
    Assert.areEqual('Plan.Gold Gold Note__c dear', back.fullName + ' ' + back.label + ' ' + back.values[0].field + ' ' + back.values[0].value);
    Assert.isFalse(container.removeMetadataByFullName('Plan.Silver')); Assert.isTrue(container.removeMetadata(record)); Assert.areEqual(0, container.getMetadata().size());`,
    'tests cannot deploy': `
    try { Metadata.Operations.enqueueDeployment(new Metadata.DeployContainer(), null); Assert.fail(); }
    catch (AsyncException e) { Assert.areEqual('Metadata cannot be deployed from within a test', e.getMessage()); }`,
    'they call what handles the result, with a context of their own': `
    Metadata.DeployResult result = new Metadata.DeployResult(); result.status = Metadata.DeployStatus.FAILED; result.details = new Metadata.DeployDetails();
    Metadata.DeployMessage message = new Metadata.DeployMessage(); message.problem = 'wrong'; message.problemType = Metadata.DeployProblemType.Error;
    result.details.componentFailures = new List<Metadata.DeployMessage>{ message };
    new Handler().handleResult(result, new Context()); Assert.areEqual('Failed wrong 001000000000001AAA', Handler.seen);`,
    'a result may be made of JSON': `
    Metadata.DeployResult result = (Metadata.DeployResult) JSON.deserialize('{"id":"0Af000000000001","done":true}', Metadata.DeployResult.class);
    Assert.isTrue(result.done); Assert.isNotNull(result.id);`,
  },
  {
    classes: {
      Handler: `public class Handler implements Metadata.DeployCallback {
        public static String seen;
        public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) {
          seen = result.status.name() + ' ' + result.details.componentFailures[0].problem + ' ' + context.getCallbackJobId();
        }
      }`,
      Context: `public class Context extends Metadata.DeployCallbackContext { public override Id getCallbackJobId() { return '001000000000001AAA'; } }`,
    },
  },
);

const values = '<values><field>Note__c</field><value xsi:type="xsd:string">dear</value></values>';
const folder = sourceFolder({
  'customMetadata/Plan.Gold.md-meta.xml': xml('CustomMetadata', `<label>Golden</label><protected>false</protected>${values}`).replace(
    '<CustomMetadata ',
    '<CustomMetadata xmlns:xsd="http://www.w3.org/2001/XMLSchema" ',
  ),
});
after(() => folder.remove());

userGoldens(
  'apex_class_Metadata_Operations',
  {
    'records of custom metadata are read by their full names, those there are': `
    List<Metadata.Metadata> found = Metadata.Operations.retrieve(Metadata.MetadataType.CustomMetadata, new List<String>{ 'Plan__mdt.Gold', 'Plan.Nowhere', 'Nothing.Gold' });
    Metadata.CustomMetadata record = (Metadata.CustomMetadata) found[0];
    Assert.areEqual(1, found.size()); Assert.areEqual('Plan__mdt.Gold Golden', record.fullName + ' ' + record.label);
    Assert.areEqual('Note__c dear', record.values[0].field + ' ' + record.values[0].value);`,
  },
  { folders: [folder.dir] },
);
