import { userGoldens } from './users.ts';

const PLUGIN = `public class Doubler implements Process.Plugin {
  public Process.PluginResult invoke(Process.PluginRequest request) {
    return new Process.PluginResult(new Map<String, Object>{ 'twice' => 2 * (Integer) request.inputParameters.get('number') });
  }
  public Process.PluginDescribeResult describe() {
    Process.PluginDescribeResult result = new Process.PluginDescribeResult();
    result.name = 'doubler'; result.tag = 'Numbers'; result.description = 'Doubles';
    result.inputParameters = new List<Process.PluginDescribeResult.InputParameter>{
      new Process.PluginDescribeResult.InputParameter('number', 'what to double', Process.PluginDescribeResult.ParameterType.INTEGER, true) };
    result.outputParameters = new List<Process.PluginDescribeResult.OutputParameter>{
      new Process.PluginDescribeResult.OutputParameter('twice', Process.PluginDescribeResult.ParameterType.INTEGER) };
    return result;
  }
}`;

userGoldens(
  'apex_interface_Process_Plugin',
  {
    'a plug-in takes its inputs by name and gives its outputs so': `
    Process.PluginResult result = new Doubler().invoke(new Process.PluginRequest(new Map<String, Object>{ 'number' => 21 }));
    Assert.areEqual(42, result.outputParameters.get('twice'));`,
    'it describes its parameters': `
    Process.PluginDescribeResult described = new Doubler().describe();
    Process.PluginDescribeResult.InputParameter input = described.inputParameters[0];
    Assert.areEqual('doubler Numbers number what to double', String.join(new List<String>{ described.name, described.tag, input.name, input.description }, ' '));
    Assert.areEqual(Process.PluginDescribeResult.ParameterType.INTEGER, input.parameterType); Assert.isTrue(input.required);
    Assert.isNull(described.outputParameters[0].description);`,
    'a single output may be given without a map': `
    Assert.areEqual(1, new Process.PluginResult('one', 1).outputParameters.get('one'));`,
  },
  { classes: { Doubler: PLUGIN } },
);

userGoldens(
  'apex_interface_System_SandboxPostCopy',
  {
    'a test runs the script of a sandbox with its context': `
    Id sandbox = '07E000000000001'; Test.testSandboxPostCopyScript(new Prepare(), UserInfo.getOrganizationId(), sandbox, 'dev');
    Assert.areEqual('dev ' + UserInfo.getOrganizationId() + ' ' + sandbox, Prepare.seen); Assert.areEqual(UserInfo.getName(), Prepare.runner);`,
    'and as the user of automated processes when it asks for it': `
    Test.testSandboxPostCopyScript(new Prepare(), UserInfo.getOrganizationId(), UserInfo.getOrganizationId(), 'dev', true);
    Assert.areEqual('Automated Process', Prepare.runner);`,
  },
  {
    classes: {
      Prepare: `public class Prepare implements SandboxPostCopy {
        public static String seen; public static String runner;
        public void runApexClass(SandboxContext context) {
          seen = context.sandboxName() + ' ' + context.organizationId() + ' ' + context.sandboxId(); runner = UserInfo.getName();
        }
      }`,
    },
  },
);
