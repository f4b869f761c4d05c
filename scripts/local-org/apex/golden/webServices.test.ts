import { userGoldens } from './users.ts';

/** As a class that is made from a WSDL calls its service. */
const CLIENT = `public class Echo {
  public class Request { public String input; }
  public class Response { public String output; }
  public class Port {
    public String endpoint_x = 'https://echo.example.com/soap';
    public String say(String input) {
      Request request_x = new Request(); request_x.input = input;
      Map<String, Response> response_map_x = new Map<String, Response>();
      response_map_x.put('response_x', null);
      WebServiceCallout.invoke(this, request_x, response_map_x, new String[]{ endpoint_x, 'urn:echo', 'urn:ns', 'Say', 'urn:ns2', 'SayResponse', 'Echo.Response' });
      return response_map_x.get('response_x').output;
    }
  }
}`;
const MOCK = `public class EchoMock implements WebServiceMock {
  public static String seen;
  public void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint, String soapAction, String requestName, String responseNS, String responseName, String responseType) {
    seen = String.join(new List<String>{ endpoint, soapAction, requestName, responseNS, responseName, responseType }, ' ') + (stub instanceof Echo.Port);
    Echo.Response answer = new Echo.Response(); answer.output = ((Echo.Request) request).input + '!';
    response.put('response_x', answer);
  }
}`;

userGoldens(
  'apex_callouts_wsdl2apex_testing',
  {
    'a mock answers the call of a web service, and learns what is called': `
    Test.setMock(WebServiceMock.class, new EchoMock());
    Assert.areEqual('hello!', new Echo.Port().say('hello')); Assert.areEqual(1, Limits.getCallouts());
    Assert.areEqual('https://echo.example.com/soap urn:echo Say urn:ns2 SayResponse Echo.Responsetrue', EchoMock.seen);`,
    'without a mock a test cannot call a web service': `
    try { new Echo.Port().say('hello'); Assert.fail(); }
    catch (TypeException e) { Assert.areEqual('Methods defined as TestMethod do not support Web service callouts', e.getMessage()); }`,
    'a web service cannot be called after unsaved changes': `
    Test.setMock(WebServiceMock.class, new EchoMock()); insert new Account(Name = 'a');
    try { new Echo.Port().say('hello'); Assert.fail(); } catch (CalloutException e) { Assert.isTrue(e.getMessage().startsWith('You have uncommitted work pending')); }`,
  },
  { classes: { Echo: CLIENT, EchoMock: MOCK } },
);
