import type { NativeTypeSpec } from '../types.ts';
import { formulaTypes } from './automation/formula.ts';
import { interviewType } from './automation/interview.ts';
import { invocableTypes } from './automation/invocable.ts';
import { bytesTypes } from './bytes/blob.ts';
import { cryptoType } from './bytes/crypto.ts';
import { pluginTypes } from './automation/plugin.ts';
import { staticMockType } from './callout/staticMock.ts';
import { webServiceTypes } from './callout/webService.ts';
import { httpTypes } from './callout/http.ts';
import { collectionTypes } from './collections.ts';
import { compressionTypes } from './compression/zip.ts';
import { dataWeaveTypes } from './dataweave/script.ts';
import { cursorTypes } from './database/cursor.ts';
import { databaseTypes } from './database/database.ts';
import { otherResultTypes } from './database/otherResults.ts';
import { searchType, searchTypes } from './database/searching.ts';
import { securityTypes } from './database/security.ts';
import { identifierTypes } from './identifiers.ts';
import { jsonTypes } from './json/json.ts';
import { inboundTypes } from './messaging/inbound.ts';
import { messagingTypes } from './messaging/messaging.ts';
import { decimalType, doubleType } from './number/decimal.ts';
import { wholeNumberTypes } from './number/integer.ts';
import { mathType } from './number/math.ts';
import { patternTypes } from './pattern.ts';
import { accessLevelType } from './platform/access.ts';
import { addressType } from './platform/address.ts';
import { locationType } from './platform/location.ts';
import { assertType } from './platform/assert.ts';
import { asyncTypes } from './platform/async.ts';
import { cacheTypes } from './platform/cache.ts';
import { changeEventType } from './platform/changeEvent.ts';
import { enumTypes } from './platform/enums.ts';
import { eventBusTypes } from './platform/eventBus.ts';
import { exceptionTypes } from './platform/exceptions.ts';
import { limitsType } from './platform/limits.ts';
import { objectTypes } from './platform/object.ts';
import { orgLimitTypes } from './platform/orgLimits.ts';
import { requestTypes } from './platform/request.ts';
import { systemTypes } from './platform/system.ts';
import { stubProviderType, testType } from './platform/testing.ts';
import { typeType } from './platform/type.ts';
import { userTypes } from './platform/user.ts';
import './services.ts';
import { schemaTypes } from './schema/schema.ts';
import { aggregateResultSpec, sobjectSpec } from './sobject.ts';
import { stringType } from './string/string.ts';
import { businessHoursType } from './time/businessHours.ts';
import { dateType } from './time/date.ts';
import { datetimeType } from './time/datetime.ts';
import { timeTypes } from './time/time.ts';
import { cookieTypes } from './web/cookie.ts';
import { pageTypes } from './web/pages.ts';
import { appMenuType } from './web/appMenu.ts';
import { setControllerType } from './web/setController.ts';
import { pickListTypes } from './web/pickList.ts';
import { networkType } from './web/network.ts';
import { metadataTypes } from './platform/metadata.ts';
import { sandboxTypes } from './platform/sandbox.ts';
import { installTypes } from './platform/install.ts';
import { componentTypes } from './web/components.ts';
import { selectOptionType } from './web/selectOption.ts';
import { siteType } from './web/site.ts';
import { standardControllerType } from './web/standardController.ts';
import { xmlTypes } from './xml/index.ts';
import { restTypes } from './web/rest.ts';

/** Every platform type the local org knows. */
export const nativeTypes: readonly NativeTypeSpec[] = [
  ...objectTypes,
  stringType,
  ...wholeNumberTypes,
  decimalType,
  doubleType,
  mathType,
  dateType,
  datetimeType,
  ...timeTypes,
  ...bytesTypes,
  cryptoType,
  ...collectionTypes,
  ...patternTypes,
  ...enumTypes,
  ...exceptionTypes,
  typeType,
  sobjectSpec,
  aggregateResultSpec,
  ...schemaTypes,
  ...databaseTypes,
  ...otherResultTypes,
  ...cursorTypes,
  ...securityTypes,
  accessLevelType,
  assertType,
  ...systemTypes,
  ...asyncTypes,
  limitsType,
  ...orgLimitTypes,
  addressType,
  locationType,
  ...userTypes,
  testType,
  stubProviderType,
  ...jsonTypes,
  ...httpTypes,
  ...messagingTypes,
  ...inboundTypes,
  ...identifierTypes,
  staticMockType,
  ...cacheTypes,
  ...eventBusTypes,
  changeEventType,
  ...requestTypes,
  ...cookieTypes,
  ...pageTypes,
  ...restTypes,
  networkType,
  siteType,
  selectOptionType,
  ...componentTypes,
  standardControllerType,
  ...installTypes,
  appMenuType,
  ...formulaTypes,
  ...invocableTypes,
  interviewType,
  ...pickListTypes,
  setControllerType,
  ...dataWeaveTypes,
  ...compressionTypes,
  ...xmlTypes,
  searchType,
  ...searchTypes,
  businessHoursType,
  ...webServiceTypes,
  ...pluginTypes,
  ...sandboxTypes,
  ...metadataTypes,
];
