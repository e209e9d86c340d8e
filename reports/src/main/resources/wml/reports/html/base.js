// Data, units, colours and elements: what all other parts use.
const D = JSON.parse(document.getElementById('data').textContent);
const METRICS = D.metrics.map((m, i) => ({...m, i}));
const metric = name => METRICS.find(m => m.name === name);
const LETTERS = 'ABCDEFGHIJKLMNOP';
const state = {result: 0};

// An element; attributes named on... are listeners, text is never parsed.
function h(tag, attributes, ...children) {
  const svg = SVG_TAGS.has(tag);
  const e = svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) e.addEventListener(name.slice(2), value);
    else if (value === true) e.setAttribute(name, '');
    else if (value !== false && value != null) e.setAttribute(name, value);
  }
  e.append(...children.flat(9).filter(c => c != null && c !== false));
  return e;
}
const SVG_TAGS = new Set(['svg', 'g', 'path', 'line', 'rect', 'text', 'circle', 'polyline', 'polygon', 'title', 'clipPath']);

const UNITS = {
  BYTES: [1024, 'B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'],
  BYTES_PER_SECOND: [1024, 'B/s', 'KiB/s', 'MiB/s', 'GiB/s', 'TiB/s'],
  PER_SECOND: [1000, '1/s', 'k/s', 'M/s', 'G/s'],
  NANOS: [1000, 'ns', 'µs', 'ms', 's'],
  SECONDS: [1000, 's'], COUNT: [1000, '', 'k', 'M', 'G', 'T'], RATIO: [1000, '']
};
function suiting(unit, greatest) {
  const [step, ...symbols] = UNITS[unit];
  let factor = 1, i = 0;
  while (i + 1 < symbols.length && Math.abs(greatest) >= factor * step) { factor *= step; i++; }
  return {factor, symbol: symbols[i]};
}
// Up to three significant digits.
function digits(v) {
  const size = Math.abs(v);
  if (v === 0) return '0';
  const text = size >= 99.95 ? v.toFixed(0) : size >= 9.995 ? v.toFixed(1) : size >= 0.9995 ? v.toFixed(2) : v.toPrecision(3);
  return text.includes('.') && !text.includes('e') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
function show(unit, v) {
  if (v == null) return '–';
  const s = suiting(unit, v);
  return (digits(v / s.factor) + ' ' + s.symbol).trim();
}
// On axes: as short as possible.
function tick(unit, v) {
  const s = suiting(unit, v);
  const number = digits(v / s.factor);
  if (unit === 'BYTES') return number + (s.symbol === 'B' ? '' : s.symbol[0]);
  return (number + (unit === 'NANOS' ? ' ' : '') + (v === 0 || s.symbol === '1/s' ? '' : s.symbol)).trim();
}
// Ticks of an axis: bare numbers in the unit that its title then names.
function axisUnit(unit, scale) {
  const wide = scale.low > 0 && scale.high / scale.low > 2000;
  const s = suiting(unit, scale.high);
  return wide || unit === 'BYTES' || unit === 'RATIO' ? {text: v => tick(unit, v), symbol: ''}
    : {text: v => digits(v / s.factor), symbol: s.symbol};
}
const withUnit = (words, symbol) => symbol ? `${words} (${symbol})` : words;
const whole = n => n == null ? '–' : n.toLocaleString('en');

const MAPS = {
  viridis: ['440154', '481a6c', '472f7d', '414487', '39568c', '31688e', '2a788e', '23888e', '1f988b', '22a884', '35b779', '54c568',
    '7ad151', 'a5db36', 'd2e21b', 'fde725'],
  diverging: ['2166ac', '4393c3', '92c5de', 'd1e5f0', 'f7f7f7', 'fddbc7', 'f4a582', 'd6604d', 'b2182b']
};
for (const name in MAPS) MAPS[name] = MAPS[name].map(c => [0, 2, 4].map(i => parseInt(c.slice(i, i + 2), 16)));
function color(map, t) {
  const anchors = MAPS[map];
  const place = Math.min(1, Math.max(0, t || 0)) * (anchors.length - 1);
  const below = Math.min(Math.floor(place), anchors.length - 2);
  return anchors[below].map((c, i) => Math.round(c + (anchors[below + 1][i] - c) * (place - below)));
}
const rgb = c => `rgb(${c.join(' ')})`;
function lightOn(c) {
  const lin = c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2] <= 0.179;
}
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Results with cells as objects.
const R = D.results.map((r, index) => {
  const points = r.points.map(([at, runs, invalid, unsteady, cells]) => ({
    at, runs, invalid, unsteady, cells,
    text: r.variables.map((v, i) => at[i] < 0 ? null : v.name + '=' + written(v, at[i])).filter(Boolean).join(', '),
    key: r.variables.map((v, i) => v.name + '=' + (v.numbers[at[i]] ?? v.values[at[i]])).sort().join(' ')
  }));
  return {...r, index, points, letter: LETTERS[index], byKey: new Map(points.map(p => [p.key, p])),
    label: D.results.length > 1 ? LETTERS[index] + ': ' + r.file : r.file};
});
const multiple = R.length > 1;

// What a metric is at a point: {n, v, lo, hi, unstable}, or null.
function estimate(point, flowop, m) {
  const cell = point && point.cells[flowop];
  if (!cell || cell[5][m.i] == null) return null;
  const v = cell[5][m.i], lo = cell[6][2 * m.i] ?? null, hi = cell[6][2 * m.i + 1] ?? null;
  const n = m.name === 'throughput' ? cell[4] : cell[0];
  const wide = lo != null && v !== 0 && (hi - lo) / 2 / Math.abs(v) > D.unstable /* half of it as a share of the median */;
  return {n, v, lo, hi, unit: m.unit, invalid: point.invalid > 0, unstable: wide || point.unsteady > 0,
    of: n === cell[0] ? 'runs' : 'operations'};
}
function interval(e, unit) {
  return e.lo == null ? '' : `${show(unit, e.lo)} to ${show(unit, e.hi)}`;
}
function reading(e, unit) {
  return `${show(unit, e.v)}; ${e.lo == null ? 'no interval' : '95 % interval ' + interval(e, unit)}; n = ${whole(e.n)} ${e.n === 1 ? e.of.slice(0, -1) : e.of}`
    + (e.unstable ? '; unstable' : '') + (e.invalid ? '; run not valid' : '');
}
// A histogram's bucket is 0.8 % wide: no interval of its values can be told to be narrower.
function halfWidth(e) {
  if (e.lo == null || !e.v) return '';
  const share = (e.hi - e.lo) / 2 / Math.abs(e.v);
  return e.of === 'operations' && share < 0.008 ? '±<0.8 %' : '±' + digits(share * 100) + ' %';
}
// The first of these metrics that has a value anywhere.
function firstKnown(r, flowop, ...names) {
  return names.map(metric).find(m => r.points.some(p => estimate(p, flowop, m))) || metric(names[names.length - 1]);
}
// What most readers look for first: a flowop that moves bytes, else one of I/O.
function mainFlowop(r) {
  const io = f => f.category === 'io' || f.category === 'aio';
  const moves = r.flowops.findIndex((f, i) => io(f) && r.points.some(p => estimate(p, i, metric('throughput'))?.v > 0));
  return moves >= 0 ? moves : Math.max(0, r.flowops.findIndex(io));
}


// A value of a swept variable: 64K rather than 65536.
function written(v, i) {
  return v.unit === 'BYTES' && v.numbers[i] > 0 ? tick(v.unit, v.numbers[i]) : v.values[i];
}

function select(label, options, value, onchange) {
  const box = h('select', {onchange: () => onchange(box.value)},
    options.map(([v, text]) => h('option', {value: v, selected: String(v) === String(value)}, text)));
  return h('label', null, label, box);
}
function section(id, title, ...content) {
  return h('section', {id, 'aria-labelledby': id + '-h'}, h('h2', {id: id + '-h'}, title), content);
}
function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  h('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
