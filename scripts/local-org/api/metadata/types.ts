/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm#deploy_options */
export interface DeployOptions {
  readonly checkOnly: boolean;
  readonly rollbackOnError: boolean;
  readonly ignoreWarnings: boolean;
  readonly singlePackage: boolean;
  readonly purgeOnDelete: boolean;
  readonly testLevel: 'NoTestRun' | 'RunSpecifiedTests' | 'RunRelevantTests' | 'RunLocalTests' | 'RunAllTestsInOrg';
  readonly runTests: readonly string[];
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm#deploymessage */
export interface DeployMessage {
  readonly componentType: string;
  readonly fullName: string;
  /** Path in the archive, e.g. `classes/Foo.cls`. */
  readonly fileName: string;
  readonly success: boolean;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string | undefined;
  readonly problemType?: 'Error' | 'Warning' | undefined;
  readonly lineNumber?: number | undefined;
  readonly columnNumber?: number | undefined;
  readonly createdDate: string;
  readonly warning: boolean;
  readonly requiresProductionTestRun: boolean;
  readonly forPackageManifestFile: boolean;
}

export interface CodeCoverage {
  readonly name: string;
  readonly type: 'Class' | 'Trigger';
  readonly numLocations: number;
  readonly numLocationsNotCovered: number;
  readonly locationsNotCovered: readonly { line: number; column: number; numExecutions: number; time: number }[];
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm#runtestsresult */
export interface RunTestResult {
  readonly numTestsRun: number;
  readonly numFailures: number;
  readonly totalTime: number;
  readonly successes: readonly Record<string, unknown>[];
  readonly failures: readonly Record<string, unknown>[];
  readonly codeCoverage: readonly CodeCoverage[];
  readonly codeCoverageWarnings: readonly { name: string | null; message: string }[];
}

/** How a deployment ended. */
export interface DeployOutcome {
  readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceled';
  readonly messages: readonly DeployMessage[];
  readonly tests?: RunTestResult | undefined;
  /** A failure of the whole: an archive that cannot be read, for example. */
  readonly errorMessage?: string | undefined;
}

/** What the thread that works on an archive is started with. */
export interface DeployJob {
  readonly kind: 'deploy';
  readonly id: string;
  readonly options: DeployOptions;
  readonly org: JobOrg;
  /** File with the archive. */
  readonly zipFile: string;
}

export interface RetrieveJob {
  readonly kind: 'retrieve';
  readonly org: JobOrg;
  readonly members: readonly { readonly type: string; readonly names: readonly string[] }[];
  readonly apiVersion: string;
}

export interface JobOrg {
  readonly dataFile: string;
  readonly startDirs: readonly string[];
  readonly adminUsername: string;
  readonly definitionFile?: string | undefined;
  readonly namedCredentials: Readonly<Record<string, string>>;
  /** Who deploys; tests run as this user. */
  readonly userId: string;
  /** Epoch ms of the org's clock. */
  readonly now: number;
}

export interface RetrieveOutcome {
  readonly fileProperties: readonly { readonly type: string; readonly fullName: string; readonly fileName: string }[];
  readonly messages: readonly { readonly fileName: string; readonly problem: string }[];
  /** Base64. */
  readonly zipFile: string;
}
