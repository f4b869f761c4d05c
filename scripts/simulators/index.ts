export { startSimulators, type SimulatorOptions, type Simulators } from './server.ts';
export type { SmsMessage } from './sms-gateway.ts';
