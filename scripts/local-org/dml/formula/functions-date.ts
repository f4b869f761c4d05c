import { argument, arity, NOW, textOf, TIME_ZONE, type CallSite, type Expression, type FormulaFunction } from './expression.ts';
import { addMonths, dateInZone, dateOf, dayNumber, datePart, parseDate, parseDateTime } from './moments.ts';

type Read = Expression['get'];

/** A number computed from one value; blank in, blank out. */
function numberFrom(call: CallSite, type: 'Date' | 'Time' | 'DateTime', compute: (value: string | number) => number): Expression {
  arity(call, 1);
  const { get } = argument(call, 0, type);
  return {
    type: 'Number',
    get: (input) => {
      const value = get(input);
      return value === null ? null : compute(value as string | number);
    },
  };
}

function zoned(call: CallSite): (input: Parameters<Read>[0], epoch: number) => string {
  call.need(TIME_ZONE);
  return (input, epoch) => dateInZone(epoch, String(input(TIME_ZONE)));
}

const today: FormulaFunction = (call) => {
  arity(call, 0);
  call.need(NOW);
  const dateAt = zoned(call);
  return { type: 'Date', get: (input) => dateAt(input, Number(input(NOW))) };
};

const dateValue: FormulaFunction = (call) => {
  arity(call, 1);
  const value = argument(call, 0, 'Text', 'Date', 'DateTime');
  if (value.type === 'Date') return value;
  if (value.type === 'Text') {
    const text = textOf(value);
    return { type: 'Date', get: (input) => parseDate(text(input)) };
  }
  // The date of a datetime is that of the user's zone.
  const dateAt = zoned(call);
  return {
    type: 'Date',
    get: (input) => {
      const epoch = value.get(input);
      return epoch === null ? null : dateAt(input, Number(epoch));
    },
  };
};

const dateTimeValue: FormulaFunction = (call) => {
  arity(call, 1);
  const value = argument(call, 0, 'Text', 'Date', 'DateTime');
  if (value.type === 'DateTime') return value;
  return {
    type: 'DateTime',
    get: (input) => {
      const given = value.get(input);
      if (given === null) return null;
      const date = parseDate(String(given));
      return date === null ? parseDateTime(String(given)) : Date.parse(`${date}T00:00:00Z`);
    },
  };
};

const timeValue: FormulaFunction = (call) => {
  arity(call, 1);
  const value = argument(call, 0, 'Text', 'DateTime');
  if (value.type === 'DateTime') {
    return {
      type: 'Time',
      get: (input) => {
        const epoch = value.get(input);
        return epoch === null ? null : ((Number(epoch) % 86_400_000) + 86_400_000) % 86_400_000;
      },
    };
  }
  const text = textOf(value);
  return {
    type: 'Time',
    get: (input) => {
      const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(text(input).trim());
      if (!match) return null;
      const [, hours, minutes, seconds = '0', fraction = '0'] = match;
      return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
    },
  };
};

const timePart =
  (unit: number, modulo: number): FormulaFunction =>
  (call) =>
    numberFrom(call, 'Time', (ms) => Math.floor(Number(ms) / unit) % modulo);

/** https://help.salesforce.com/s/articleView?id=platform.customize_functions_all.htm (date and time functions) */
export const DATE_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  TODAY: today,
  NOW: (call) => {
    arity(call, 0);
    call.need(NOW);
    return { type: 'DateTime', get: (input) => input(NOW) };
  },
  // GMT, as the documentation says of TIMENOW.
  TIMENOW: (call) => {
    arity(call, 0);
    call.need(NOW);
    return { type: 'Time', get: (input) => Number(input(NOW)) % 86_400_000 };
  },
  DATE: (call) => {
    arity(call, 3);
    const parts = [0, 1, 2].map((i) => argument(call, i, 'Number'));
    return {
      type: 'Date',
      get: (input) => {
        const [year, month, day] = parts.map((part) => part.get(input));
        return year === null || month === null || day === null ? null : dateOf(Number(year), Number(month), Number(day));
      },
    };
  },
  DATEVALUE: dateValue,
  DATETIMEVALUE: dateTimeValue,
  TIMEVALUE: timeValue,
  ADDMONTHS: (call) => {
    arity(call, 2);
    const [date, months] = [argument(call, 0, 'Date', 'DateTime'), argument(call, 1, 'Number')];
    return {
      type: date.type,
      get: (input) => {
        const start = date.get(input);
        const count = Number(months.get(input) ?? 0);
        if (start === null) return null;
        if (date.type === 'Date') return addMonths(String(start), count);
        const day = new Date(Number(start)).toISOString().slice(0, 10);
        return dayNumber(addMonths(day, count)) * 86_400_000 + (Number(start) - dayNumber(day) * 86_400_000);
      },
    };
  },
  YEAR: (call) => numberFrom(call, 'Date', (date) => datePart(String(date), 'year')),
  MONTH: (call) => numberFrom(call, 'Date', (date) => datePart(String(date), 'month')),
  DAY: (call) => numberFrom(call, 'Date', (date) => datePart(String(date), 'day')),
  // 1 is Sunday; 1970-01-01 was a Thursday.
  WEEKDAY: (call) => numberFrom(call, 'Date', (date) => ((((dayNumber(String(date)) + 4) % 7) + 7) % 7) + 1),
  DAYOFYEAR: (call) => numberFrom(call, 'Date', (date) => dayNumber(String(date)) - dayNumber(`${String(date).slice(0, 4)}-01-01`) + 1),
  HOUR: timePart(3_600_000, 24),
  MINUTE: timePart(60_000, 60),
  SECOND: timePart(1000, 60),
  MILLISECOND: timePart(1, 1000),
  UNIXTIMESTAMP: (call) => numberFrom(call, 'DateTime', (epoch) => Math.floor(Number(epoch) / 1000)),
  FROMUNIXTIME: (call) => {
    arity(call, 1);
    const { get } = argument(call, 0, 'Number');
    return {
      type: 'DateTime',
      get: (input) => {
        const seconds = get(input);
        return seconds === null ? null : Number(seconds) * 1000;
      },
    };
  },
};
