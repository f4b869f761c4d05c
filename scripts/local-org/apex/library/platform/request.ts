import { randomUUID } from 'node:crypto';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import { ApexLocation, type ApexDecimal } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** Name of the Quiddity of each way into a transaction. */
const QUIDDITIES: Record<string, string> = {
  batch: 'BATCH_APEX',
  future: 'FUTURE',
  queueable: 'QUEUEABLE',
  finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE',
  schedulable: 'SCHEDULED',
};

/** `System.Request`: one for the whole transaction. */
class Request extends ApexObject {
  readonly id = randomUUID();

  override get typeName(): string {
    return 'Request';
  }
}

function currentRequest(): Request {
  const { slots } = current();
  let request = slots.get('request') as Request | undefined;
  if (!request) slots.set('request', (request = new Request()));
  return request;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Request.htm */
const requestType: NativeTypeSpec = {
  name: 'System.Request',
  statics: { 'getCurrent(): System.Request': currentRequest },
  methods: {
    'getQuiddity(): System.Quiddity': () => {
      const { entry = 'synchronous', isTest } = current();
      return platformEnum('System.Quiddity', QUIDDITIES[entry] ?? (isTest ? 'RUNTEST_SYNC' : 'SYNCHRONOUS'));
    },
    'getRequestId(): String': (request: Request) => request.id,
  },
};

/** `System.Version`. */
class Version extends ApexObject {
  readonly parts: readonly (number | null)[];

  constructor(major: number, minor: number, patch: number | null = null) {
    super();
    this.parts = [major, minor, patch];
  }

  override get typeName(): string {
    return 'Version';
  }

  compareTo(other: Version): number {
    for (let i = 0; i < 3; i++) {
      const difference = (this.parts[i] ?? 0) - (other.parts[i] ?? 0);
      if (difference !== 0) return Math.sign(difference);
    }
    return 0;
  }
}

const versionType: NativeTypeSpec = {
  name: 'System.Version',
  constructors: {
    '(Integer major, Integer minor)': (major: number, minor: number) => new Version(major, minor),
    '(Integer major, Integer minor, Integer patch)': (major: number, minor: number, patch: number) => new Version(major, minor, patch),
  },
  methods: {
    'compareTo(System.Version other): Integer': (version: Version, other: Version) => version.compareTo(other),
    'major(): Integer': (version: Version) => version.parts[0],
    'minor(): Integer': (version: Version) => version.parts[1],
    'patch(): Integer': (version: Version) => version.parts[2],
  },
};

const EARTH_RADIUS: Record<string, number> = { km: 6371.0088, mi: 3958.7613 };
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance by the haversine formula, in `mi` or `km`. */
function distance(from: ApexLocation, to: ApexLocation, unit: string): number {
  const radius = EARTH_RADIUS[unit.toLowerCase()];
  if (radius === undefined) throwApex('System.InvalidParameterValueException', `Invalid unit: ${unit}`);
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(half));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_location.htm */
const locationType: NativeTypeSpec = {
  name: 'System.Location',
  statics: {
    'getDistance(System.Location from, System.Location to, String unit): Double': distance,
    'newInstance(Decimal latitude, Decimal longitude): System.Location': (latitude: ApexDecimal, longitude: ApexDecimal) =>
      new ApexLocation(latitude.toNumber(), longitude.toNumber()),
  },
  methods: {
    'getDistance(System.Location to, String unit): Double': distance,
    'getLatitude(): Double': (place: ApexLocation) => place.latitude,
    'getLongitude(): Double': (place: ApexLocation) => place.longitude,
  },
  properties: {
    'latitude: Double': { get: (place: ApexLocation) => place.latitude },
    'longitude: Double': { get: (place: ApexLocation) => place.longitude },
  },
};

export const requestTypes: readonly NativeTypeSpec[] = [requestType, versionType, locationType];
