import type { ApexEnum } from '../../runtime/object.ts';
import { definePlatformEnum } from '../../runtime/platformEnums.ts';
import { ROUNDING_MODES } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { STATUS_CODES } from './statusCodes.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Values in the order of their ordinals. */
const ENUMS: Record<string, readonly string[]> = {
  'System.RoundingMode': ROUNDING_MODES,
  'System.StatusCode': STATUS_CODES,
  'System.AccessType': words('CREATABLE READABLE UPDATABLE UPSERTABLE'),
  'System.LoggingLevel': words('NONE INTERNAL FINEST FINER FINE DEBUG INFO WARN ERROR'),
  'System.TriggerOperation': words('BEFORE_INSERT BEFORE_UPDATE BEFORE_DELETE AFTER_INSERT AFTER_UPDATE AFTER_DELETE AFTER_UNDELETE'),
  'System.JSONToken': words(`
    NOT_AVAILABLE START_OBJECT END_OBJECT START_ARRAY END_ARRAY FIELD_NAME VALUE_EMBEDDED_OBJECT VALUE_STRING
    VALUE_NUMBER_INT VALUE_NUMBER_FLOAT VALUE_TRUE VALUE_FALSE VALUE_NULL`),
  'System.ParentJobResult': words('SUCCESS UNHANDLED_EXCEPTION'),
  'System.ApplicationReadWriteMode': words('DEFAULT READ_ONLY'),
  'System.Quiddity': words(`
    UNDEFINED ANONYMOUS AURA BATCH_ACS BATCH_APEX BATCH_CHUNK_PARALLEL BATCH_CHUNK_SERIAL BULK_API COMMERCE_INTEGRATION
    DISCOVERABLE_LOGIN FUNCTION_CALLBACK FUTURE INBOUND_EMAIL_SERVICE INVOCABLE_ACTION IOT PLATFORM_EVENT_PUBLISH_CALLBACK
    QUEUEABLE QUICK_ACTION REMOTE_ACTION REST RUNTEST_ASYNC RUNTEST_DEPLOY RUNTEST_SYNC SCHEDULED SOAP SYNCHRONOUS
    TRANSACTION_FINALIZER_QUEUEABLE VF`),
  'System.XmlTag': words(`
    ATTRIBUTE CDATA CHARACTERS COMMENT DTD END_DOCUMENT END_ELEMENT ENTITY_DECLARATION ENTITY_REFERENCE NAMESPACE
    NOTATION_DECLARATION PROCESSING_INSTRUCTION SPACE START_DOCUMENT START_ELEMENT`),
  'Auth.VerificationMethod': words('BUILT_IN_AUTHENTICATOR EMAIL PASSWORD SALESFORCE_AUTHENTICATOR SECURITY_KEY SMS TOTP U2F'),
  'Compression.Level': words('BEST_COMPRESSION BEST_SPEED DEFAULT_LEVEL NO_COMPRESSION'),
  'Compression.Method': words('DEFLATED STORED'),
  'Dom.XmlNodeType': words('COMMENT ELEMENT TEXT'),
  'Schema.DisplayType': words(`
    ADDRESS ANYTYPE BASE64 BOOLEAN COMBOBOX COMPLEXVALUE CURRENCY DATACATEGORYGROUPREFERENCE DATE DATETIME DOUBLE EMAIL
    ENCRYPTEDSTRING ID INTEGER JSON LOCATION LONG MULTIPICKLIST PERCENT PHONE PICKLIST REFERENCE SOBJECT STRING TEXTAREA TIME URL`),
  'Schema.SoapType': words('ADDRESS ANYTYPE BASE64BINARY BOOLEAN DATE DATETIME DECIMAL DOUBLE ID INTEGER LOCATION LONG STRING TIME'),
  'Schema.FieldDescribeOptions': words('DEFAULT FULL_DESCRIBE'),
  'Schema.SObjectDescribeOptions': words('DEFAULT DEFERRED FULL'),
};

for (const [name, values] of Object.entries(ENUMS)) definePlatformEnum(name, values);

/** Methods every enum value has. */
const enumType: NativeTypeSpec = {
  name: 'System.Enum',
  methods: {
    'equals(Object other): Boolean': (value: ApexEnum, other: unknown) => value === other,
    'hashCode(): Integer': (value: ApexEnum) => value.ordinal,
    'name(): String': (value: ApexEnum) => value.name,
    'ordinal(): Integer': (value: ApexEnum) => value.ordinal,
    'toString(): String': (value: ApexEnum) => value.name,
  },
};

export const enumTypes: readonly NativeTypeSpec[] = [
  enumType,
  ...Object.entries(ENUMS).map(([name, enumValues]): NativeTypeSpec => ({ name, kind: 'enum', enumValues })),
];
