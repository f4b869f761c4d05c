import LightningDatatable from 'lightning/datatable';
import cell from './cell.html';

/** The standard data table with one more column type, `orgField`: a record's field shown by its own type. */
export default class RecordTable extends LightningDatatable {
  static override customTypes = {
    orgField: { template: cell, standardCellLayout: true, typeAttributes: ['cell'] },
  };
}
