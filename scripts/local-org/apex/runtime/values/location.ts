import { ApexObject } from '../object.ts';

/** `System.Location`: a place on the Earth, in degrees. */
export class ApexLocation extends ApexObject {
  readonly latitude: number;
  readonly longitude: number;

  constructor(latitude: number, longitude: number) {
    super();
    this.latitude = latitude;
    this.longitude = longitude;
  }

  override get typeName(): string {
    return 'Location';
  }

  override apexToString(): string {
    return `API.Location[${this.latitude}, ${this.longitude}]`;
  }
}
